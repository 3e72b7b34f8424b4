package fiveseal.purse;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;

/**
 * The purse's commands. Each is checked in this order: class (6E00), instruction (6D00), parameters
 * (6B00), length (6700), personalized or not (6985), then its own.
 */
public final class PurseApplet extends Applet {
  private static final byte CLA_PURSE = (byte) 0x80;

  private static final byte INITIALIZE = (byte) 0x50;
  private static final byte EXECUTE = (byte) 0x52;
  private static final byte GET_ANSWER = (byte) 0x54;
  private static final byte READ_LOG = (byte) 0xB2;
  private static final byte PERSONALIZE = (byte) 0xE2;

  private static final byte P1_BY_NAME = 0x04;
  private static final byte P2_BY_RECORD_NUMBER = 0x04;

  private static final short NAME_LENGTH_MAX = 16;
  private static final short SEALED_LENGTH = 64;
  private static final short COMMAND_MAC = (short) (ISO7816.OFFSET_CDATA + Command.LENGTH);

  private static final short SELECT_ANSWER_LENGTH = 14;
  private static final short INITIALIZE_ANSWER_LENGTH = 34;
  private static final short INITIALIZE_KEY_VERSION = 8;
  private static final short INITIALIZE_STATE = 9;
  private static final short INITIALIZE_CHALLENGE = 10;
  private static final short INITIALIZE_MAC = 18;

  private static final byte LANGUAGE_VERSION = 1;
  private static final short LE_ANY = 256;

  private final Purse purse = new Purse();
  private final Session session = new Session();
  private final byte[] command;
  private final byte[] sealedAnswer;

  private PurseApplet() {
    command = JCSystem.makeTransientByteArray(Command.LENGTH, JCSystem.CLEAR_ON_DESELECT);
    sealedAnswer = JCSystem.makeTransientByteArray(SEALED_LENGTH, JCSystem.CLEAR_ON_DESELECT);
  }

  /** Called by the runtime environment once per card. */
  public static void install(byte[] parameters, short offset, byte length) {
    new PurseApplet().register();
  }

  @Override
  public void deselect() {
    session.end();
  }

  @Override
  public void process(APDU apdu) {
    byte[] buffer = apdu.getBuffer();
    byte instruction = buffer[ISO7816.OFFSET_INS];
    checkInstruction(buffer[ISO7816.OFFSET_CLA], instruction);
    checkParameters(instruction, buffer[ISO7816.OFFSET_P1], buffer[ISO7816.OFFSET_P2]);
    short dataLength = receive(apdu, instruction);
    checkExpectedLength(apdu.setOutgoing(), answerLength(instruction));

    short length;
    if (instruction == ISO7816.INS_SELECT) {
      length = select(buffer, dataLength);
    } else if (instruction == PERSONALIZE) {
      length = personalize(buffer);
    } else {
      if (purse.state() == Purse.NOT_PERSONALIZED) {
        ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
      }
      length = processPersonalized(instruction, buffer);
    }
    apdu.setOutgoingLength(length);
    apdu.sendBytes((short) 0, length);
  }

  private static void checkInstruction(byte classByte, byte instruction) {
    if (classByte != ISO7816.CLA_ISO7816 && classByte != CLA_PURSE) {
      ISOException.throwIt(ISO7816.SW_CLA_NOT_SUPPORTED);
    }
    boolean known =
        classByte == CLA_PURSE
            ? instruction == INITIALIZE
                || instruction == EXECUTE
                || instruction == GET_ANSWER
                || instruction == READ_LOG
                || instruction == PERSONALIZE
            : instruction == ISO7816.INS_SELECT;
    if (!known) {
      ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
    }
  }

  private static void checkParameters(byte instruction, byte p1, byte p2) {
    boolean right;
    if (instruction == ISO7816.INS_SELECT) {
      right = p1 == P1_BY_NAME && p2 == 0;
    } else if (instruction == READ_LOG) {
      right = p1 != 0 && p2 == P2_BY_RECORD_NUMBER;
    } else {
      right = p1 == 0 && p2 == 0;
    }
    if (!right) {
      ISOException.throwIt(ISO7816.SW_WRONG_P1P2);
    }
  }

  private static short receive(APDU apdu, byte instruction) {
    short received = apdu.setIncomingAndReceive();
    short length = apdu.getIncomingLength();
    boolean right =
        instruction == ISO7816.INS_SELECT
            ? length >= 1 && length <= NAME_LENGTH_MAX
            : length == dataLength(instruction);
    if (!right) {
      ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
    }
    while (received < length) {
      received = (short) (received + apdu.receiveBytes((short) (ISO7816.OFFSET_CDATA + received)));
    }
    return length;
  }

  private static short dataLength(byte instruction) {
    switch (instruction) {
      case EXECUTE:
        return SEALED_LENGTH;
      case GET_ANSWER:
        return Unsigned31.LENGTH;
      case PERSONALIZE:
        return Purse.PERSONALIZATION_LENGTH;
      default:
        return 0;
    }
  }

  private static short answerLength(byte instruction) {
    switch (instruction) {
      case ISO7816.INS_SELECT:
        return SELECT_ANSWER_LENGTH;
      case INITIALIZE:
        return INITIALIZE_ANSWER_LENGTH;
      case EXECUTE:
      case GET_ANSWER:
        return SEALED_LENGTH;
      case READ_LOG:
        return History.RECORD_LENGTH;
      default:
        return 0;
    }
  }

  private static void checkExpectedLength(short expected, short length) {
    if (expected != 0 && expected != LE_ANY && expected != length) {
      ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
    }
  }

  private short processPersonalized(byte instruction, byte[] buffer) {
    switch (instruction) {
      case INITIALIZE:
        return initialize(buffer);
      case EXECUTE:
        return execute(buffer);
      case GET_ANSWER:
        return getAnswer(buffer);
      default:
        return readLog(buffer);
    }
  }

  /** Any SELECT ends the challenge, also one that is for somebody else. */
  private short select(byte[] buffer, short nameLength) {
    session.end();
    if (!JCSystem.getAID().equals(buffer, ISO7816.OFFSET_CDATA, (byte) nameLength)) {
      ISOException.throwIt(ISO7816.SW_FILE_NOT_FOUND);
    }
    Util.arrayFillNonAtomic(buffer, (short) 0, SELECT_ANSWER_LENGTH, (byte) 0);
    buffer[0] = LANGUAGE_VERSION;
    if (purse.state() != Purse.NOT_PERSONALIZED) {
      purse.readIdentity(buffer, (short) 1);
      buffer[12] = purse.keyVersion();
      buffer[13] = purse.state();
    }
    return SELECT_ANSWER_LENGTH;
  }

  /** Only a blank card, and only in the issuer's secure environment: the key comes in the clear. */
  private short personalize(byte[] buffer) {
    if (purse.state() != Purse.NOT_PERSONALIZED) {
      ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
    }
    if (!Purse.isPersonalization(buffer, ISO7816.OFFSET_CDATA)) {
      ISOException.throwIt(ISO7816.SW_WRONG_DATA);
    }
    purse.personalize(buffer, ISO7816.OFFSET_CDATA);
    return 0;
  }

  private short initialize(byte[] buffer) {
    purse.readCounterAndBalance(buffer);
    buffer[INITIALIZE_KEY_VERSION] = purse.keyVersion();
    buffer[INITIALIZE_STATE] = purse.state();
    session.begin(purse.counter(), buffer, INITIALIZE_CHALLENGE);
    session.prove(purse.key(), buffer, INITIALIZE_MAC);
    return INITIALIZE_ANSWER_LENGTH;
  }

  private short execute(byte[] buffer) {
    // 1. There is a live challenge, spent from now on, and a counter to consume.
    if (!session.spend() || purse.isCounterAtItsEnd()) {
      refuse(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
    }
    // 2. The MAC is right, before anything is decrypted.
    if (!session.isCommandMacRight(purse.key(), buffer, COMMAND_MAC)) {
      refuse(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
    }
    // 3. The plaintext is well formed and for this counter.
    session.decryptCommand(purse.key(), buffer, ISO7816.OFFSET_CDATA, command);
    if (!Command.isWellFormed(command, purse.keyVersion())) {
      refuse(ISO7816.SW_WRONG_DATA);
    }
    if (!Unsigned31.isEqual(command, Command.COUNTER, purse.counter(), (short) 0)) {
      refuse(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
    }
    // Done or declined: sealed first, then all changes in one transaction, then answered.
    byte[] answer = purse.prepareAnswer(command, purse.decide(command));
    session.sealAnswer(purse.key(), answer, buffer, COMMAND_MAC, sealedAnswer);
    purse.perform(command, sealedAnswer);
    forgetSession();
    Util.arrayCopyNonAtomic(sealedAnswer, (short) 0, buffer, (short) 0, SEALED_LENGTH);
    return SEALED_LENGTH;
  }

  private void refuse(short statusWord) {
    forgetSession();
    ISOException.throwIt(statusWord);
  }

  private void forgetSession() {
    session.end();
    Util.arrayFillNonAtomic(command, (short) 0, Command.LENGTH, (byte) 0);
  }

  private short getAnswer(byte[] buffer) {
    short place = purse.history().find(buffer, ISO7816.OFFSET_CDATA);
    checkFound(place);
    purse.history().readAnswer(place, buffer);
    return History.ANSWER_LENGTH;
  }

  private short readLog(byte[] buffer) {
    short place = purse.history().newest((short) (buffer[ISO7816.OFFSET_P1] & 0xFF));
    checkFound(place);
    purse.history().readRecord(place, buffer);
    return History.RECORD_LENGTH;
  }

  private static void checkFound(short place) {
    if (place == History.NOT_FOUND) {
      ISOException.throwIt(ISO7816.SW_RECORD_NOT_FOUND);
    }
  }
}
