package fiveseal.clientdevice;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardChannel;
import fiveseal.protocol.card.CardException;
import fiveseal.protocol.card.CardIdentity;
import fiveseal.protocol.card.LogRecord;
import fiveseal.protocol.card.PurseClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The output part of the client device (claim 24): hands a checked command to the card, byte for
 * byte, and brings the card's answer back, also when it was lost on the way.
 */
public final class CardOutput {
  private static final int TRIES_MAX = 3;

  private final PurseClient purse;

  public CardOutput(CardChannel channel) {
    this.purse = new PurseClient(channel);
  }

  /**
   * SELECT and INITIALIZE.
   *
   * @throws DeviceException {@link Outcome#CARD} if there is no personalized card
   */
  PresentedCard present() {
    try {
      CardIdentity identity = purse.select();
      CardNumber number =
          identity
              .cardNumber()
              .orElseThrow(
                  () ->
                      new DeviceException(
                          Outcome.CARD, "This card is not personalized; take another card."));
      return new PresentedCard(number, identity, purse.initialize());
    } catch (IOException e) {
      throw noResponse(e);
    } catch (CardException | ProtocolException e) {
      throw new DeviceException(
          Outcome.CARD,
          "This is no card of this system (" + e.getMessage() + "); take another card.",
          e);
    }
  }

  /**
   * EXECUTE. If the answer is lost: SELECT, INITIALIZE, GET ANSWER.
   *
   * @return the 64 bytes of the answer; empty if the card did not execute the command, which then
   *     can never be executed again
   * @throws DeviceException {@link Outcome#CARD} if the card refused or does not come back
   */
  Optional<byte[]> execute(CheckedCommand command, PresentedCard card) {
    try {
      return Optional.of(purse.execute(command.bytes()));
    } catch (IOException lost) {
      return answerAfterLoss(card, lost);
    } catch (CardException e) {
      throw new DeviceException(
          Outcome.CARD,
          "The card refused the command ("
              + e.getMessage()
              + ") and changed nothing; run the same command again.",
          e);
    }
  }

  private Optional<byte[]> answerAfterLoss(PresentedCard before, IOException lost) {
    DeviceException last = noResponse(lost);
    for (int i = 0; i < TRIES_MAX; i++) {
      try {
        PresentedCard now = present();
        if (!now.number().equals(before.number())) {
          throw new DeviceException(
              Outcome.CARD,
              "This is another card: put the "
                  + before.label()
                  + " back and run the same command again.");
        }
        return answer(before.counter());
      } catch (DeviceException e) {
        last = e;
      }
    }
    throw last;
  }

  /**
   * GET ANSWER, in the session of the last {@link #present()}.
   *
   * @param counter that the command consumed
   * @return empty if the card holds no answer to it
   */
  Optional<byte[]> answer(long counter) {
    try {
      return purse.answer(counter);
    } catch (IOException e) {
      throw noResponse(e);
    } catch (CardException e) {
      throw new DeviceException(
          Outcome.CARD, "The card gives no answer (" + e.getMessage() + "); run again.", e);
    }
  }

  /** READ LOG, newest first, at most 10. */
  List<LogRecord> log() {
    try {
      return purse.log();
    } catch (IOException e) {
      throw noResponse(e);
    } catch (CardException e) {
      throw new DeviceException(
          Outcome.CARD, "The card shows no log (" + e.getMessage() + "); run again.", e);
    }
  }

  private static DeviceException noResponse(IOException e) {
    return new DeviceException(
        Outcome.CARD,
        "No response from the card ("
            + e.getMessage()
            + "); nothing is lost: check --reader-url and --reader, put the card on the reader,"
            + " and run the same command again.",
        e);
  }
}
