package fiveseal.purse;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.KeyBuilder;
import javacard.security.RandomData;
import javacard.security.Signature;
import javacardx.crypto.Cipher;

/**
 * One challenge and what hangs on it. Challenge and keys live in transient memory only: they end
 * with the selection, and a command that was not executed in its session never will be.
 */
final class Session {
  static final short CHALLENGE_LENGTH = 8;
  static final short MAC_LENGTH = 16;

  /** The labels, in ASCII. */
  private static final byte[] INIT = {0x49, 0x4E, 0x49, 0x54};

  private static final byte[] CENC = {0x43, 0x45, 0x4E, 0x43};
  private static final byte[] CMAC = {0x43, 0x4D, 0x41, 0x43};
  private static final byte[] RENC = {0x52, 0x45, 0x4E, 0x43};
  private static final byte[] RMAC = {0x52, 0x4D, 0x41, 0x43};

  /** The derivation's input (NIST SP 800-108): 01 ‖ label ‖ 00 ‖ counter ‖ challenge ‖ 0080. */
  private static final short DERIVATION_LABEL = 1;

  private static final short DERIVATION_COUNTER = 6;
  private static final short DERIVATION_CHALLENGE = 10;
  private static final short DERIVATION_BITS = 19;
  private static final short DERIVATION_LENGTH = 20;
  private static final byte KEY_BITS = (byte) 0x80;

  private static final byte LIVE = 1;

  private final byte[] live;
  private final byte[] derivation;
  private final byte[] work;
  private final AESKey key;
  private final Signature mac;
  private final Cipher cipher;
  private final RandomData random;

  Session() {
    live = JCSystem.makeTransientByteArray((short) 1, JCSystem.CLEAR_ON_DESELECT);
    derivation = JCSystem.makeTransientByteArray(DERIVATION_LENGTH, JCSystem.CLEAR_ON_DESELECT);
    work = JCSystem.makeTransientByteArray(MAC_LENGTH, JCSystem.CLEAR_ON_DESELECT);
    key =
        (AESKey)
            KeyBuilder.buildKey(
                KeyBuilder.TYPE_AES_TRANSIENT_DESELECT, KeyBuilder.LENGTH_AES_128, false);
    // Takes the key's memory now: a card must not allocate later.
    key.setKey(work, (short) 0);
    mac = Signature.getInstance(Signature.ALG_AES_CMAC_128, false);
    cipher = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_CBC_NOPAD, false);
    random = RandomData.getInstance(RandomData.ALG_KEYGENERATION);
  }

  /** A fresh challenge for this counter; it is written to the place given, too. */
  void begin(byte[] counter, byte[] challenge, short offset) {
    random.nextBytes(derivation, DERIVATION_CHALLENGE, CHALLENGE_LENGTH);
    derivation[0] = 1;
    Util.arrayCopyNonAtomic(counter, (short) 0, derivation, DERIVATION_COUNTER, Unsigned31.LENGTH);
    derivation[DERIVATION_BITS] = KEY_BITS;
    live[0] = LIVE;
    Util.arrayCopyNonAtomic(derivation, DERIVATION_CHALLENGE, challenge, offset, CHALLENGE_LENGTH);
  }

  /** Whether there was a live challenge; there is none any more. */
  boolean spend() {
    boolean wasLive = live[0] == LIVE;
    live[0] = 0;
    return wasLive;
  }

  /** Forgets challenge and keys. */
  void end() {
    live[0] = 0;
    Util.arrayFillNonAtomic(derivation, (short) 0, DERIVATION_LENGTH, (byte) 0);
    Util.arrayFillNonAtomic(work, (short) 0, MAC_LENGTH, (byte) 0);
    key.setKey(work, (short) 0);
  }

  /** INITIALIZE's MAC, behind what it is made of. */
  void prove(AESKey cardKey, byte[] bytes, short length) {
    derive(cardKey, INIT);
    mac.init(key, Signature.MODE_SIGN);
    mac.sign(bytes, (short) 0, length, bytes, length);
  }

  /**
   * Whether EXECUTE's MAC is right, in constant time.
   *
   * @param apdu header, C and T
   */
  boolean isCommandMacRight(AESKey cardKey, byte[] apdu, short macOffset) {
    derive(cardKey, CMAC);
    mac.init(key, Signature.MODE_SIGN);
    mac.sign(apdu, (short) 0, macOffset, work, (short) 0);
    byte difference = 0;
    for (short i = 0; i < MAC_LENGTH; i++) {
      difference |= (byte) (work[i] ^ apdu[(short) (macOffset + i)]);
    }
    return difference == 0;
  }

  void decryptCommand(AESKey cardKey, byte[] apdu, short offset, byte[] command) {
    derive(cardKey, CENC);
    cipher.init(key, Cipher.MODE_DECRYPT);
    cipher.doFinal(apdu, offset, Command.LENGTH, command, (short) 0);
  }

  /** Makes C′ ‖ T′, where T′ covers the command's MAC. */
  void sealAnswer(AESKey cardKey, byte[] plain, byte[] apdu, short macOffset, byte[] sealed) {
    derive(cardKey, RENC);
    cipher.init(key, Cipher.MODE_ENCRYPT);
    cipher.doFinal(plain, (short) 0, Answer.LENGTH, sealed, (short) 0);
    derive(cardKey, RMAC);
    mac.init(key, Signature.MODE_SIGN);
    mac.update(apdu, macOffset, MAC_LENGTH);
    mac.sign(sealed, (short) 0, Answer.LENGTH, sealed, Answer.LENGTH);
  }

  private void derive(AESKey cardKey, byte[] label) {
    Util.arrayCopyNonAtomic(label, (short) 0, derivation, DERIVATION_LABEL, (short) 4);
    mac.init(cardKey, Signature.MODE_SIGN);
    mac.sign(derivation, (short) 0, DERIVATION_LENGTH, work, (short) 0);
    key.setKey(work, (short) 0);
  }
}
