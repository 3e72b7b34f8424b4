package fiveseal.clientdevice.reader;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.card.CardChannel;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;

/**
 * A card reader by PC/SC. It connects at the first command and stays connected, since a card that
 * is let go of ends its session. Threads take turns, command by command.
 */
public final class PcscReader implements CardChannel {
  private static final String PROTOCOL = "T=1";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int INSTRUCTION = 1;
  private static final byte SELECT = (byte) 0xA4;

  private final CardTerminal terminal;
  private final ReentrantLock turn = new ReentrantLock();
  private Card card;

  PcscReader(CardTerminal terminal) {
    this.terminal = terminal;
  }

  /**
   * @throws ReaderException {@code no-card}, {@code card-torn}: select it again, or {@code
   *     reader-failed}
   */
  @Override
  public byte[] transmit(byte[] apdu) throws ReaderException {
    turn.lock();
    try {
      boolean connected = card != null;
      try {
        return exchange(apdu);
      } catch (CardException | IllegalStateException e) {
        letGo();
        if (!connected || !isSelect(apdu)) {
          throw failure(e);
        }
      }
      // The card was taken away and is back, or another: to select it begins anew with either.
      return selectAnew(apdu);
    } finally {
      turn.unlock();
    }
  }

  private byte[] selectAnew(byte[] apdu) throws ReaderException {
    try {
      return exchange(apdu);
    } catch (CardException | IllegalStateException e) {
      letGo();
      throw failure(e);
    }
  }

  private byte[] exchange(byte[] apdu) throws CardException {
    if (card == null) {
      card = terminal.connect(PROTOCOL);
    }
    return card.getBasicChannel().transmit(new CommandAPDU(apdu)).getBytes();
  }

  /**
   * The answer to reset of the card that is there, hex; empty without one, or with one that does
   * not speak as ours do.
   */
  String atr() {
    turn.lock();
    try {
      if (!terminal.isCardPresent()) {
        letGo();
        return "";
      }
      if (card == null) {
        card = terminal.connect(PROTOCOL);
      }
      return HEX.formatHex(card.getATR().getBytes());
    } catch (CardException | IllegalStateException e) {
      letGo();
      return "";
    } finally {
      turn.unlock();
    }
  }

  private static boolean isSelect(byte[] apdu) {
    return apdu.length > INSTRUCTION && apdu[INSTRUCTION] == SELECT;
  }

  private void letGo() {
    if (card == null) {
      return;
    }
    try {
      card.disconnect(true);
    } catch (CardException e) {
      // It is gone, which is what was wanted.
    } finally {
      card = null;
    }
  }

  private ReaderException failure(Exception cause) {
    if (cause instanceof CardNotPresentException || !isCardThere()) {
      return new ReaderException(ErrorCode.NO_CARD, ErrorCode.NO_CARD.sentence(), cause);
    }
    String reason = reason(cause);
    return reason.contains("RESET_CARD") || reason.contains("REMOVED_CARD")
        ? new ReaderException(ErrorCode.CARD_TORN, ErrorCode.CARD_TORN.sentence(), cause)
        : new ReaderException(
            ErrorCode.READER_FAILED, "the reader did not answer (" + reason + ")", cause);
  }

  private boolean isCardThere() {
    try {
      return terminal.isCardPresent();
    } catch (CardException e) {
      return true;
    }
  }

  /** PC/SC's own word, such as {@code SCARD_W_RESET_CARD}. */
  static String reason(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage());
  }
}
