package fiveseal.cardsim;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A simulated card whose every change is on the disk before the response to it leaves. If it cannot
 * be saved, the card is as before, and no response was given: as if power had failed in time.
 */
final class StoredCard {
  private static final Logger LOG = System.getLogger(StoredCard.class.getName());

  private final CardNumber number;
  private final CardImages images;
  private final ReentrantLock turn = new ReentrantLock();
  private SimulatedCard card;
  private byte[] saved;
  private boolean retired;

  StoredCard(CardNumber number, SimulatedCard card, CardImages images) {
    this.number = number;
    this.card = card;
    this.images = images;
    this.saved = card.image();
  }

  CardNumber number() {
    return number;
  }

  /**
   * @throws ProtocolException {@code card-torn} if the fault happened, {@code unavailable} if the
   *     card cannot be saved, {@code no-card} if it was put away meanwhile
   */
  byte[] transmit(byte[] apdu, Optional<Fault> fault) {
    turn.lock();
    try {
      if (retired) {
        throw new ProtocolException(ErrorCode.NO_CARD, "the card was taken out of the reader");
      }
      fault.ifPresent(card::arm);
      byte[] response = transmit(apdu);
      save();
      return response;
    } finally {
      turn.unlock();
    }
  }

  private byte[] transmit(byte[] apdu) {
    try {
      return card.transmit(apdu);
    } catch (CardTornException e) {
      save();
      throw new ProtocolException(ErrorCode.CARD_TORN, ErrorCode.CARD_TORN.sentence());
    }
  }

  private void save() {
    byte[] image = card.image();
    if (Arrays.equals(image, saved)) {
      return;
    }
    try {
      images.save(number, card, image);
      saved = image;
    } catch (IOException e) {
      card = SimulatedCard.of(saved);
      LOG.log(Level.ERROR, "a simulated card cannot be saved", e);
      throw new ProtocolException(ErrorCode.UNAVAILABLE, "the simulated card cannot be saved");
    }
  }

  /** Power off: nothing is selected any more. */
  void powerOff() {
    turn.lock();
    try {
      card.reset();
    } finally {
      turn.unlock();
    }
  }

  /** Puts the card away for good: whoever wants it next loads it anew. */
  void retire() {
    turn.lock();
    try {
      retired = true;
    } finally {
      turn.unlock();
    }
  }
}
