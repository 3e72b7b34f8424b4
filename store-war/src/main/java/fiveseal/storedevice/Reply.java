package fiveseal.storedevice;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.util.Optional;

/**
 * What came back over HTTP.
 *
 * @param mediaType without parameters, lower case; empty if none was told
 * @param retryAfterSeconds from the header {@code Retry-After}, 0 if there is none
 */
public record Reply(int status, String mediaType, String body, long retryAfterSeconds) {
  static final String JOSE = "application/jose";

  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /** The problem document's code; empty if this is none. */
  public String code() {
    return problem().flatMap(document -> text(document, "code")).orElse("");
  }

  ManagerRefusal refusal() {
    Optional<JsonMembers> document = problem();
    return new ManagerRefusal(
        status,
        code(),
        document.flatMap(members -> text(members, "detail")).orElse("HTTP status " + status),
        document.flatMap(members -> text(members, "state")).orElse(null));
  }

  /**
   * @throws ManagerUnreachable if the answer is no JSON object: something else answered
   */
  JsonMembers json() {
    try {
      return Json.object(body);
    } catch (ProtocolException e) {
      throw new ManagerUnreachable("the answer is not the manager's: " + e.detail(), e);
    }
  }

  /**
   * @throws ManagerUnreachable if the answer is no signed message: something else answered
   */
  String jose() {
    if (!mediaType.equals(JOSE)) {
      throw new ManagerUnreachable("the answer is not the manager's: its type is " + mediaType);
    }
    return body;
  }

  private Optional<JsonMembers> problem() {
    if (isSuccess()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.object(body));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonMembers members, String name) {
    try {
      return members.optionalText(name);
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
