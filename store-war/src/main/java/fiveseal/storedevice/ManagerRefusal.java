package fiveseal.storedevice;

import java.util.Optional;

/** The manager refused, with a stable code (RFC 9457). */
public final class ManagerRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String state;

  /**
   * @param state the settlement's state, where the problem document tells it, else null
   */
  public ManagerRefusal(int status, String code, String detail, String state) {
    super(detail);
    this.status = status;
    this.code = code;
    this.state = state;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The problem document's {@code code}; empty if the answer was no problem document. */
  public String code() {
    return code;
  }

  public Optional<String> state() {
    return Optional.ofNullable(state);
  }
}
