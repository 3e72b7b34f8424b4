package fiveseal.storedevice;

/** No answer came, or none that makes sense; the same request can be sent again. */
public final class ManagerUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ManagerUnreachable(String message) {
    super(message);
  }

  public ManagerUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
