package fiveseal.manager.http;

import fiveseal.protocol.Json;
import fiveseal.protocol.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The three forms of answers: JSON, a signed message, a problem. */
public final class Answers {
  /** A signed message in compact serialization. */
  public static final String JOSE = "application/jose";

  private static final String CHALLENGE = "Bearer";

  private Answers() {}

  public static Response json(int status, Map<String, ?> members) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(Json.write(members).getBytes(StandardCharsets.UTF_8))
        .build();
  }

  /** The message, byte for byte. */
  public static Response jose(String compact) {
    return Response.ok(compact.getBytes(StandardCharsets.US_ASCII), JOSE).build();
  }

  /** The compact string that a body holds; what is not ASCII stays foreign and is refused later. */
  public static String compact(byte[] body) {
    return new String(body, StandardCharsets.ISO_8859_1);
  }

  public static Response problem(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.json());
    problem.retryAfterSeconds().ifPresent(s -> response.header(HttpHeaders.RETRY_AFTER, s));
    if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }
    return response.build();
  }

  /** The same outside JAX-RS. */
  public static void send(Problem problem, HttpServletResponse response) throws IOException {
    byte[] body = problem.json();
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(body.length);
    problem.retryAfterSeconds().ifPresent(s -> response.setHeader(HttpHeaders.RETRY_AFTER, s));
    response.getOutputStream().write(body);
  }
}
