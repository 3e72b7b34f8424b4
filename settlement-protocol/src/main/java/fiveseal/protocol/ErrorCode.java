package fiveseal.protocol;

/**
 * The one registry of error codes: a stable code, its HTTP status, and a sentence for a person.
 * Callers branch on the code; the sentence may change (RFC 9457).
 */
public enum ErrorCode {
  MESSAGE_MALFORMED("message-malformed", 400, "The message does not have the form it must have."),
  SIGNATURE_REFUSED("signature-refused", 401, "The message's signature or its key is refused."),
  MESSAGE_REFUSED("message-refused", 422, "The message is well signed but cannot be accepted."),
  CONFLICTING_REPLAY(
      "conflicting-replay", 409, "Something else was already sent under the same identifier."),
  EDITED_MEANWHILE(
      "edited-meanwhile", 409, "Somebody else changed this meanwhile; nothing of yours was saved."),
  NOT_FOUND("not-found", 404, "There is nothing here under this identifier."),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "This resource does not know this method."),
  NOT_ACCEPTABLE("not-acceptable", 406, "The answer cannot be given in the form asked for."),
  BODY_TOO_LARGE("body-too-large", 413, "The body is larger than 64 KiB."),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body has another type than expected."),
  TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests: wait a little and try again."),
  NOT_YET("not-yet", 501, "This operation is not offered yet."),
  UNAVAILABLE(
      "unavailable", 503, "The service is not able to answer now; try the same request again."),
  INTERNAL("internal", 500, "The service failed; nothing is lost. Try the same request again."),

  CARD_NOT_PROVEN("card-not-proven", 422, "The card did not prove that it is this card."),
  KEY_VERSION("key-version", 409, "The card speaks with another key version than it last proved."),
  COUNTER_IN_DOUBT(
      "counter-in-doubt", 409, "The outcome of an earlier command to this card is not known yet."),
  COUNTER_GAP("counter-gap", 409, "The card has seen commands that were never issued to it."),
  STALE_COUNTER("stale-counter", 409, "The card is behind what it has already answered."),
  CHALLENGE_USED("challenge-used", 409, "This challenge already serves another command."),
  OTHER_CARD_PENDING("other-card-pending", 409, "Another card's command for this is still open."),
  TOO_MANY_OPEN("too-many-open", 409, "Too many commands are open for this card's counter."),
  UPDATE_DUE("update-due", 409, "The card must take an update before it can pay or be loaded."),
  CARD_STOPPED("card-stopped", 409, "This card is stopped; ask the operator."),
  ANSWER_NOT_ACCEPTED("answer-not-accepted", 422, "The card's answer proves nothing here."),
  CARD_DECLINED("card-declined", 422, "The card declined."),

  SETTLEMENT_ENDED("settlement-ended", 409, "The settlement has ended."),
  UPDATE_ENDED("update-ended", 409, "The value update has ended."),
  NOT_COMPLETED("not-completed", 404, "The settlement is not completed yet."),
  NOT_RECEIPTED("not-receipted", 404, "The store's receipt is not there yet."),
  RECORDS_RESTORED(
      "records-restored",
      409,
      "This is older than the manager's restored records; ask the operator."),
  NOT_REFUNDABLE("not-refundable", 409, "This settlement cannot be refunded."),
  FUNDING_REFUSED("funding-refused", 422, "This funding cannot be used."),
  ENROLMENT_REFUSED(
      "enrolment-refused", 422, "The invitation or the certificate request is refused."),

  NO_CARD("no-card", 409, "There is no card in the reader."),
  CARD_TORN("card-torn", 409, "The card lost power; select it again."),
  READER_FAILED("reader-failed", 503, "The reader did not answer."),

  ORIGIN_REFUSED("origin-refused", 403, "This page may not use the card readers of this machine."),
  NOT_PAIRED("not-paired", 401, "This page is not paired with the card reader's program."),
  COMMAND_REFUSED("command-refused", 403, "This command is not given to a card."),
  NOT_CONFIRMED("not-confirmed", 403, "The holder did not agree; nothing was given to the card.");

  private final String code;
  private final int status;
  private final String sentence;

  ErrorCode(String code, int status, String sentence) {
    this.code = code;
    this.status = status;
    this.sentence = sentence;
  }

  /** The stable code, lower case with hyphens. */
  public String code() {
    return code;
  }

  /** The HTTP status, 400 … 503. */
  public int status() {
    return status;
  }

  /** What a person is told. */
  public String sentence() {
    return sentence;
  }
}
