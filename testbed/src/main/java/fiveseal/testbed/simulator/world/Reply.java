package fiveseal.testbed.simulator.world;

/**
 * What came back.
 *
 * @param status HTTP status; 0 if nothing came
 * @param code of the problem, empty for success
 * @param body of a success, or the further members of a problem
 */
public record Reply(int status, String code, String body) {
  static final Reply NONE = new Reply(0, "", "");

  boolean ok() {
    return status / 100 == 2;
  }

  /** Whether the same request may be sent again because nobody knows what became of it. */
  boolean unknown() {
    return status == 0 || status == 503;
  }

  String[] fields() {
    return body.split("\\|", -1);
  }

  @Override
  public String toString() {
    String shown = body.length() > 400 ? body.substring(0, 24) + "…" + body.length() : body;
    return status == 0 ? "nothing" : status + " " + code + shown;
  }
}
