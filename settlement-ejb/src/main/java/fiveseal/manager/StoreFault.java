package fiveseal.manager;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Why something is refused that somebody wants of a store. The refusal names it in its member
 * {@code fault}, so that pages say it in their reader's language.
 */
public enum StoreFault {
  ID_FORM(ErrorCode.MESSAGE_MALFORMED, "storeId is not [A-Za-z0-9._-]{1,64}"),
  ID_OF_A_DEVICE(ErrorCode.MESSAGE_REFUSED, "storeId is a name of another device"),
  ID_TAKEN(ErrorCode.CONFLICTING_REPLAY, "the store is registered with other data"),
  NAME_LENGTH(ErrorCode.MESSAGE_MALFORMED, "name has not 1 … 200 characters"),
  NAME_CONTROL(ErrorCode.MESSAGE_MALFORMED, "name has a control character"),
  NO_SUCH_MALL(ErrorCode.MESSAGE_REFUSED, "there is no such mall"),
  MALL_CLOSED(ErrorCode.MESSAGE_REFUSED, "the mall is closed"),
  CLOSED(ErrorCode.MESSAGE_REFUSED, "the store is closed"),
  TERMS_RANGE(ErrorCode.MESSAGE_REFUSED, "commission or fee is outside 0 … 1000 per mille"),
  TERMS_SUM(ErrorCode.MESSAGE_REFUSED, "commission and fee are more than everything"),
  COMMISSION_OF_NOBODY(ErrorCode.MESSAGE_REFUSED, "commission without a mall to get it"),
  CONTRACT_TOO_SOON(ErrorCode.MESSAGE_REFUSED, "a contract begins 5 minutes from now or later"),
  FEE_IS_THE_OPERATORS(
      ErrorCode.MESSAGE_REFUSED,
      "the operator's fee is the operator's to change, also one that is to begin later"),
  REASON_LENGTH(ErrorCode.MESSAGE_REFUSED, "the reason has more than 500 characters"),
  SUSPENDED_ALREADY(ErrorCode.MESSAGE_REFUSED, "the store is suspended already"),
  NOT_SUSPENDED(ErrorCode.MESSAGE_REFUSED, "the store is not suspended"),
  SUSPENDED_BY_OPERATOR(ErrorCode.MESSAGE_REFUSED, "the operator suspended the store"),
  DEBT_NOT_ACKNOWLEDGED(ErrorCode.MESSAGE_REFUSED, "the store owes more than was acknowledged: %s"),
  LOWER_STORE_OPEN(ErrorCode.MESSAGE_REFUSED, "the lower store %s is not closed");

  private static final String FAULT = "fault";
  private static final String ABOUT = "about";

  private final ErrorCode code;
  private final String detail;

  StoreFault(ErrorCode code, String detail) {
    this.code = code;
    this.detail = detail;
  }

  /** As the refusal's member tells it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** To be thrown. */
  public ProtocolException refusal() {
    return new ProtocolException(code, detail, Map.of(FAULT, text()));
  }

  /**
   * To be thrown.
   *
   * @param about what stands in the way
   */
  public ProtocolException refusal(String about) {
    return new ProtocolException(
        code, String.format(Locale.ROOT, detail, about), Map.of(FAULT, text(), ABOUT, about));
  }

  /** What a refusal names, if it does. */
  public static Optional<StoreFault> of(ProtocolException refusal) {
    return Arrays.stream(values())
        .filter(fault -> fault.text().equals(refusal.members().get(FAULT)))
        .findFirst();
  }

  /** What stands in the way by a refusal's own word; empty if it does not say. */
  public static String about(ProtocolException refusal) {
    return String.valueOf(refusal.members().getOrDefault(ABOUT, ""));
  }
}
