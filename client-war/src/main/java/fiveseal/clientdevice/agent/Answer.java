package fiveseal.clientdevice.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.Json;
import fiveseal.protocol.Problem;
import java.util.Map;

/**
 * What the agent answers.
 *
 * @param status of HTTP
 * @param headers beside those of every answer
 */
record Answer(int status, String mediaType, byte[] body, Map<String, String> headers) {
  private static final String JSON = "application/json";

  static Answer json(int status, Map<String, ?> members) {
    return new Answer(status, JSON, Json.write(members).getBytes(UTF_8), Map.of());
  }

  static Answer problem(Problem problem) {
    return new Answer(problem.status(), Problem.MEDIA_TYPE, problem.json(), Map.of());
  }

  static Answer empty(Map<String, String> headers) {
    return new Answer(204, "", new byte[0], headers);
  }
}
