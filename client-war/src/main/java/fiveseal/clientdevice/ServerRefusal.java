package fiveseal.clientdevice;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.card.CardResult;
import java.util.Locale;
import java.util.Optional;

/** The manager's refusal as it stands in its problem document (RFC 9457). */
public final class ServerRefusal extends DeviceException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String state;
  private final String result;

  /**
   * @param status of HTTP, 300 … 599
   * @param code of the error registry, or empty if the answer was no problem document
   * @param state the settlement's state, or null
   * @param result what the card declined for, or null
   */
  ServerRefusal(int status, String code, String detail, String state, String result) {
    super(Outcome.SERVER, sentence(status, code, detail));
    this.status = status;
    this.code = code;
    this.state = state;
    this.result = result;
  }

  /** The HTTP status, 300 … 599. */
  public int status() {
    return status;
  }

  /** A code of the error registry, or empty. */
  public String code() {
    return code;
  }

  /** The settlement's state, if the manager told it. */
  public Optional<String> state() {
    return Optional.ofNullable(state);
  }

  /** What the card declined for: a name or code of {@link CardResult}. */
  public Optional<String> result() {
    return Optional.ofNullable(result);
  }

  boolean is(ErrorCode other) {
    return code.equals(other.code());
  }

  /**
   * What the holder is told: for a declining card what it declined for, else the manager's word.
   *
   * @param otherwise what did not happen, and what to do
   */
  DeviceException told(String otherwise) {
    if (!is(ErrorCode.CARD_DECLINED)) {
      return this;
    }
    String reason = result().map(ServerRefusal::reason).orElse("no reason given");
    return new DeviceException(
        Outcome.CARD, "The card declined (" + reason + ") and " + otherwise + ".", this);
  }

  private static String reason(String result) {
    String name = result.matches("[0-5]") ? CardResult.of(Integer.parseInt(result)).name() : result;
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String sentence(int status, String code, String detail) {
    if (code.equals(ErrorCode.COUNTER_IN_DOUBT.code())) {
      return "The manager does not know yet how an earlier command to this card ended; first run"
          + " that command again with this card.";
    }
    if (code.isEmpty()) {
      return "The server answered " + status + " without saying why; check --server.";
    }
    return "The manager refused (" + code + "): " + detail;
  }
}
