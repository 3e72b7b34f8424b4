package fiveseal.clientdevice;

/** The command ends here: how, and one sentence that tells the holder what to do. */
public class DeviceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Outcome outcome;

  public DeviceException(Outcome outcome, String sentence) {
    super(sentence);
    this.outcome = outcome;
  }

  public DeviceException(Outcome outcome, String sentence, Throwable cause) {
    super(sentence, cause);
    this.outcome = outcome;
  }

  /** How the command ended. */
  public Outcome outcome() {
    return outcome;
  }
}
