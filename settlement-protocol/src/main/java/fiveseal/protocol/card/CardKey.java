package fiveseal.protocol.card;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The key that one card shares with the manager under one key version, for the length of one
 * request: close it, and it is zeroed.
 *
 * <p>What it guarantees: a sealed command serves only the card, counter and challenge it was sealed
 * for; an answer opens only as the answer to that very command. MACs are compared in constant time
 * and before anything is decrypted. Safe for one thread at a time.
 */
public final class CardKey implements AutoCloseable {
  /** Bytes of a sealed command and of its answer. */
  public static final int CRYPTOGRAM_LENGTH = Cryptogram.LENGTH;

  private static final int KEY_LENGTH = 16;

  private final byte[] key;
  private boolean closed;

  private CardKey(byte[] key) {
    this.key = key;
  }

  /**
   * @param key 16 bytes, copied; the caller zeroes its own
   */
  public static CardKey of(byte[] key) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("a card key has 16 bytes");
    }
    return new CardKey(key.clone());
  }

  /** The first 8 bytes of AES-CMAC over 16 zero bytes: the same for the same key. */
  public byte[] checkValue() {
    requireOpen();
    return KeyCheckValue.of(key);
  }

  /** Whether the card that answered INITIALIZE so has this key. */
  public boolean proves(Initialize initialize) {
    byte[] mac =
        session(initialize.counter(), initialize.challenge())
            .mac(SessionKeys.Label.INIT, initialize.macInput());
    return MessageDigest.isEqual(mac, initialize.mac());
  }

  /**
   * Encrypts a command for one challenge of the card.
   *
   * @param challenge the 8 bytes that INITIALIZE reported together with the command's counter
   * @return C ‖ T, the 64 bytes of EXECUTE's data
   */
  public byte[] seal(CardCommand command, byte[] challenge) {
    SessionKeys keys = session(command.counter(), challenge);
    byte[] plaintext = command.encode();
    byte[] ciphertext = keys.crypt(SessionKeys.Label.CENC, true, plaintext);
    Arrays.fill(plaintext, (byte) 0);
    return Cryptogram.join(ciphertext, Cryptogram.commandMac(keys, ciphertext));
  }

  /**
   * Checks and decrypts what the card answered to a sealed command.
   *
   * @param answer C′ ‖ T′
   * @param command the 64 bytes that {@link #seal} gave
   * @param counter for which the command was sealed
   * @param challenge for which the command was sealed
   * @return empty if it is the card's own word, yet no answer that this protocol knows
   * @throws ProtocolException {@code answer-not-accepted} if it is not the card's answer to that
   *     command
   */
  public Optional<CardAnswer> open(byte[] answer, byte[] command, long counter, byte[] challenge) {
    if (answer.length != CRYPTOGRAM_LENGTH || command.length != CRYPTOGRAM_LENGTH) {
      throw notAccepted();
    }
    SessionKeys keys = session(counter, challenge);
    byte[] ciphertext = Cryptogram.ciphertext(answer);
    byte[] mac = Cryptogram.answerMac(keys, Cryptogram.mac(command), ciphertext);
    if (!MessageDigest.isEqual(mac, Cryptogram.mac(answer))) {
      throw notAccepted();
    }
    try {
      return Optional.of(CardAnswer.decode(keys.crypt(SessionKeys.Label.RENC, false, ciphertext)));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  /**
   * The command by which a card takes this key over, to be sealed by the key that it has.
   *
   * @param keyVersion of this key, 1 … 255
   * @param currencyNumeric the purse's, ISO 4217 numeric
   * @param counter that the command is for
   * @param transactionId 16 bytes
   */
  public CardCommand rekey(
      int keyVersion, int currencyNumeric, long counter, byte[] transactionId) {
    requireOpen();
    return new CardCommand(
        Operation.REKEY, currencyNumeric, keyVersion, counter, transactionId, key);
  }

  SessionKeys session(long counter, byte[] challenge) {
    requireOpen();
    return new SessionKeys(key, counter, challenge);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this card key is closed");
    }
  }

  /** Zeroes the key. */
  @Override
  public void close() {
    closed = true;
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "CardKey";
  }

  private static ProtocolException notAccepted() {
    return new ProtocolException(
        ErrorCode.ANSWER_NOT_ACCEPTED, ErrorCode.ANSWER_NOT_ACCEPTED.sentence());
  }
}
