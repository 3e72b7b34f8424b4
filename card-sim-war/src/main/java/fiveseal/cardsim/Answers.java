package fiveseal.cardsim;

import fiveseal.protocol.Json;
import fiveseal.protocol.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The two forms of answers: JSON and a problem. */
final class Answers {
  private Answers() {}

  static Response json(int status, Map<String, ?> members) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(Json.write(members).getBytes(StandardCharsets.UTF_8))
        .build();
  }

  static Response problem(Problem problem) {
    return Response.status(problem.status())
        .type(Problem.MEDIA_TYPE)
        .entity(problem.json())
        .build();
  }

  /** The same outside JAX-RS. */
  static void send(Problem problem, HttpServletResponse response) throws IOException {
    byte[] body = problem.json();
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
