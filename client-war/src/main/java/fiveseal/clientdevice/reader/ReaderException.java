package fiveseal.clientdevice.reader;

import fiveseal.protocol.ErrorCode;
import java.io.IOException;

/** No response came from a card; what became of the command, only the card can tell. */
public final class ReaderException extends IOException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * @param code {@code no-card}, {@code card-torn} or {@code reader-failed}
   * @param detail one true reason, for a person
   */
  public ReaderException(ErrorCode code, String detail, Throwable cause) {
    super(detail, cause);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
