package fiveseal.storedevice;

/** The journal holds a line that this program did not write: better to stop than to guess. */
public final class JournalDamaged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalDamaged(String message) {
    super(message);
  }
}
