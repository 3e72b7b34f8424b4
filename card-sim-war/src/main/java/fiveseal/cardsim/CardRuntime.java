package fiveseal.cardsim;

import com.licel.jcardsim.base.ApduCase;
import com.licel.jcardsim.base.SimulatorRuntime;
import com.licel.jcardsim.base.SimulatorSystem;
import fiveseal.protocol.card.SelectCommand;
import fiveseal.purse.PurseApplet;
import java.lang.reflect.Field;
import java.util.Arrays;
import javacard.framework.AID;
import javacard.framework.APDU;
import javacard.framework.ISO7816;

/**
 * A Java Card runtime with one purse, where transactions work and power can fail: the simulator's
 * own ignore both. For one thread at a time.
 */
final class CardRuntime extends SimulatorRuntime {
  private static final String SECURE_RANDOM = "com.licel.jcardsim.randomdata.secure";
  private static final String FIXED_SEED = "com.licel.jcardsim.randomdata.seed";
  private static final int NAME_LENGTH_MAX = 16;
  private static final ThreadLocal<?> CURRENT_RUNTIME = currentRuntime();

  static {
    // Without this property every card draws the same challenges.
    System.setProperty(SECURE_RANDOM, "1");
  }

  private final TransientArrays transientArrays;
  private final AID aid;
  private final PersistentMemory memory;

  /** The image that a tear or an abort brings back; outside of a transaction, the last writes'. */
  private byte[] base;

  private Fault fault;
  private int writesLeft;
  private boolean torn;

  CardRuntime() {
    this(new TransientArrays());
  }

  private CardRuntime(TransientArrays transientArrays) {
    super(transientArrays);
    this.transientArrays = transientArrays;
    requireSecureRandom();
    byte[] name = SelectCommand.aid();
    aid = new AID(name, (short) 0, (byte) name.length);
    changeProtocol(APDU.PROTOCOL_T1);
    try {
      loadApplet(aid, PurseApplet.class);
      installApplet(aid, new byte[0], (short) 0, (byte) 0);
    } finally {
      CURRENT_RUNTIME.remove();
    }
    transientArrays.keep();
    memory = new PersistentMemory(getApplet(aid), transientArrays);
    base = memory.read();
  }

  private static void requireSecureRandom() {
    if (!"1".equals(System.getProperty(SECURE_RANDOM)) || System.getProperty(FIXED_SEED) != null) {
      throw new IllegalStateException(
          SECURE_RANDOM + " must be 1 and " + FIXED_SEED + " unset: challenges would repeat");
    }
  }

  String layout() {
    return memory.layout();
  }

  /** What the card keeps without power. */
  byte[] image() {
    return base.clone();
  }

  /** Puts back what another card of this kind kept. */
  void restore(byte[] image) {
    reset();
    memory.write(image);
    base = memory.read();
  }

  /** Power fails during the next command. */
  void arm(Fault next) {
    fault = next;
    writesLeft = next.write();
  }

  int transientArrayCount() {
    return transientArrays.size();
  }

  /**
   * @throws CardTornException if the armed fault happened
   */
  byte[] transmit(byte[] apdu) throws CardTornException {
    torn = false;
    try {
      byte[] response = respond(apdu);
      finishCommand();
      if (torn || Fault.AT_ANSWER.equals(fault)) {
        reset();
        throw new CardTornException();
      }
      return response;
    } finally {
      fault = null;
      transientArrays.truncate();
      CURRENT_RUNTIME.remove();
    }
  }

  private byte[] respond(byte[] apdu) {
    byte[] wellFormed = isShortApdu(apdu) ? apdu : withWrongLength(apdu);
    boolean selected = getAID() != null;
    if (isAppletSelectionApdu(wellFormed)) {
      // The simulator would select by other classes and parameters than our cards know.
      if (wellFormed[ISO7816.OFFSET_CLA] != ISO7816.CLA_ISO7816) {
        return statusWord(ISO7816.SW_CLA_NOT_SUPPORTED);
      }
      if (wellFormed[ISO7816.OFFSET_P2] != 0) {
        return statusWord(ISO7816.SW_WRONG_P1P2);
      }
      if (!selected && !isOurName(wellFormed)) {
        return statusWord(
            hasName(wellFormed) ? ISO7816.SW_FILE_NOT_FOUND : ISO7816.SW_WRONG_LENGTH);
      }
    } else if (!selected) {
      return statusWord(
          isKnownClass(wellFormed)
              ? ISO7816.SW_CONDITIONS_NOT_SATISFIED
              : ISO7816.SW_CLA_NOT_SUPPORTED);
    }
    return transmitCommand(wellFormed);
  }

  private static boolean hasName(byte[] selection) {
    return selection.length > ISO7816.OFFSET_CDATA
        && (selection[ISO7816.OFFSET_LC] & 0xFF) <= NAME_LENGTH_MAX;
  }

  private boolean isOurName(byte[] selection) {
    return hasName(selection)
        && aid.equals(selection, ISO7816.OFFSET_CDATA, selection[ISO7816.OFFSET_LC]);
  }

  private static boolean isKnownClass(byte[] apdu) {
    return (apdu[ISO7816.OFFSET_CLA] & 0x7F) == 0;
  }

  private static byte[] statusWord(short value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  /** ISO/IEC 7816-3, cases 1, 2S, 3S and 4S. */
  private static boolean isShortApdu(byte[] apdu) {
    if (apdu.length <= ISO7816.OFFSET_CDATA) {
      return apdu.length >= ISO7816.OFFSET_LC;
    }
    int dataLength = apdu[ISO7816.OFFSET_LC] & 0xFF;
    int rest = apdu.length - ISO7816.OFFSET_CDATA - dataLength;
    return dataLength != 0 && (rest == 0 || rest == 1);
  }

  /**
   * The header with 17 bytes of data, a length that no command has: so the applet tells what is
   * wrong in its own order of checks.
   */
  private static byte[] withWrongLength(byte[] apdu) {
    int dataLength = NAME_LENGTH_MAX + 1;
    byte[] header = Arrays.copyOf(apdu, Math.min(apdu.length, ISO7816.OFFSET_LC));
    byte[] wrong = Arrays.copyOf(header, ISO7816.OFFSET_CDATA + dataLength);
    wrong[ISO7816.OFFSET_LC] = (byte) dataLength;
    return wrong;
  }

  /** Only the whole name selects. */
  @Override
  protected AID findAppletForSelectApdu(byte[] apdu, ApduCase apduCase) {
    return isOurName(apdu) ? aid : null;
  }

  @Override
  public void beginTransaction() {
    super.beginTransaction();
    keepWritesOutsideTransactions(memory.read());
  }

  @Override
  public void commitTransaction() {
    if (getTransactionDepth() != 0) {
      byte[] now = memory.read();
      if (tearsWithin(1 + differences(base, now))) {
        throw powerFailure(base);
      }
      base = now;
    }
    super.commitTransaction();
  }

  @Override
  public void abortTransaction() {
    super.abortTransaction();
    memory.write(base);
  }

  @Override
  public void reset() {
    if (getTransactionDepth() != 0) {
      memory.write(base);
    }
    super.reset();
  }

  private void finishCommand() {
    if (getTransactionDepth() != 0) {
      abortTransaction();
    }
    if (!torn) {
      try {
        keepWritesOutsideTransactions(memory.read());
      } catch (PowerFailure e) {
        torn = true;
      }
    }
  }

  /** Writes outside of a transaction stay, up to the one at which power fails. */
  private void keepWritesOutsideTransactions(byte[] now) {
    int writes = differences(base, now);
    int spare = writesLeft - 1;
    if (tearsWithin(writes)) {
      byte[] partial = base.clone();
      for (int i = 0; i < now.length && spare > 0; i++) {
        if (partial[i] != now[i]) {
          partial[i] = now[i];
          spare--;
        }
      }
      throw powerFailure(partial);
    }
    base = now;
  }

  private boolean tearsWithin(int writes) {
    if (fault == null || writesLeft == 0) {
      return false;
    }
    if (writesLeft <= writes) {
      return true;
    }
    writesLeft -= writes;
    return false;
  }

  private PowerFailure powerFailure(byte[] left) {
    torn = true;
    base = left;
    memory.write(left);
    return new PowerFailure();
  }

  private static int differences(byte[] before, byte[] after) {
    int differences = 0;
    for (int i = 0; i < before.length; i++) {
      if (before[i] != after[i]) {
        differences++;
      }
    }
    return differences;
  }

  /** The simulator leaves itself in a thread-local, which would outlive the application. */
  private static ThreadLocal<?> currentRuntime() {
    try {
      Field field = SimulatorSystem.class.getDeclaredField("currentRuntime");
      field.setAccessible(true);
      return (ThreadLocal<?>) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another simulator than expected", e);
    }
  }

  /** Leaves the applet at the point where power fails. */
  private static final class PowerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
