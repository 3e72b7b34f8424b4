package fiveseal.protocol.card;

import fiveseal.protocol.ProtocolException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The card's side of the cryptograms, for models of a card: what an applet computes with the same
 * key, without its rules.
 */
public final class CardSide {
  private final CardKey key;

  public CardSide(CardKey key) {
    this.key = key;
  }

  /** INITIALIZE's answer with its MAC. */
  public Initialize initialize(
      long counter, long balance, int keyVersion, CardState state, byte[] challenge) {
    byte[] noMac = new byte[Initialize.MAC_LENGTH];
    Initialize unproven = new Initialize(counter, balance, keyVersion, state, challenge, noMac);
    byte[] mac = key.session(counter, challenge).mac(SessionKeys.Label.INIT, unproven.macInput());
    return new Initialize(counter, balance, keyVersion, state, challenge, mac);
  }

  /**
   * Checks and decrypts EXECUTE's data.
   *
   * @return nothing if the MAC is not right for this counter and challenge
   * @throws ProtocolException {@code message-malformed} if the plaintext is no command
   */
  public Optional<CardCommand> open(byte[] command, long counter, byte[] challenge) {
    SessionKeys keys = key.session(counter, challenge);
    if (command.length != Cryptogram.LENGTH) {
      return Optional.empty();
    }
    byte[] ciphertext = Cryptogram.ciphertext(command);
    byte[] mac = Cryptogram.commandMac(keys, ciphertext);
    if (!MessageDigest.isEqual(mac, Cryptogram.mac(command))) {
      return Optional.empty();
    }
    byte[] plaintext = keys.crypt(SessionKeys.Label.CENC, false, ciphertext);
    try {
      return Optional.of(CardCommand.decode(plaintext));
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  /** EXECUTE's answer, C′ ‖ T′, to a command sealed for the answer's counter and the challenge. */
  public byte[] seal(CardAnswer answer, byte[] command, byte[] challenge) {
    SessionKeys keys = key.session(answer.counter(), challenge);
    byte[] ciphertext = keys.crypt(SessionKeys.Label.RENC, true, answer.encode());
    byte[] mac = Cryptogram.answerMac(keys, Cryptogram.mac(command), ciphertext);
    return Cryptogram.join(ciphertext, mac);
  }
}
