package fiveseal.protocol;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Something was refused: with its code, one true reason, and nothing changed. */
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final LinkedHashMap<String, Serializable> members = new LinkedHashMap<>();

  public ProtocolException(ErrorCode code, String detail) {
    this(code, detail, Map.of());
  }

  /**
   * @param members further members of the problem document, such as {@code state}
   */
  public ProtocolException(
      ErrorCode code, String detail, Map<String, ? extends Serializable> members) {
    super(detail);
    this.code = code;
    this.members.putAll(members);
  }

  public ErrorCode code() {
    return code;
  }

  /** One true reason, for a person. */
  public String detail() {
    return getMessage();
  }

  public Map<String, Object> members() {
    return new LinkedHashMap<>(members);
  }

  /** The message has not the form it must have. */
  public static ProtocolException malformed(String detail) {
    return new ProtocolException(ErrorCode.MESSAGE_MALFORMED, detail);
  }

  /** The message is well formed and cannot be accepted. */
  public static ProtocolException refused(String detail) {
    return new ProtocolException(ErrorCode.MESSAGE_REFUSED, detail);
  }

  /** The signature, its key or its owner is refused. */
  public static ProtocolException signature(String detail) {
    return new ProtocolException(ErrorCode.SIGNATURE_REFUSED, detail);
  }
}
