package fiveseal.cardsim;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/** The first and last that a request meets: outside demo mode there is nothing behind it. */
public class EdgeFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** A type, a subtype and perhaps parameters (RFC 9110). */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w!#$%&'*+.^`|~-]+/[\\w!#$%&'*+.^`|~-]+(\\s*;\\s*[\\w-]+=[^;]+)*+\\s*");

  @Inject private transient CardSimulator simulator;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (!simulator.isOpen()) {
      Answers.send(Problem.of(ErrorCode.NOT_FOUND), response);
    } else if (request.getMethod().equals("TRACE")) {
      Answers.send(Problem.of(ErrorCode.METHOD_NOT_ALLOWED), response);
    } else if (isMalformedType(request.getContentType())) {
      // JAX-RS would answer 400 to a type that it cannot even read.
      Answers.send(Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE), response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isMalformedType(String contentType) {
    return contentType != null
        && !contentType.isBlank()
        && !MEDIA_TYPE.matcher(contentType).matches();
  }
}
