package fiveseal.clientapi;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import fiveseal.protocol.ProtocolException;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/** The first and last that a request meets: rates, types, and what browsers must not do. */
public class EdgeFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** A type, a subtype and perhaps parameters (RFC 9110). */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w!#$%&'*+.^`|~-]+/[\\w!#$%&'*+.^`|~-]+(\\s*;\\s*[\\w-]+=[^;]+)*+\\s*");

  private static final String API = "/api/";

  @Inject private transient Rates rates;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    boolean api = path.startsWith(API);
    setHeaders(api, response);
    if (request.getMethod().equals("TRACE")) {
      Answers.send(Problem.of(ErrorCode.METHOD_NOT_ALLOWED), response);
      return;
    }
    if (api) {
      try {
        rates.address(request.getRemoteAddr());
        checkMediaType(request.getContentType());
      } catch (ProtocolException e) {
        Answers.send(Problem.of(e), response);
        return;
      }
    }
    chain.doFilter(request, response);
  }

  /** JAX-RS would answer 400 to a type that it cannot even read. */
  private static void checkMediaType(String contentType) {
    if (contentType != null
        && !contentType.isBlank()
        && !MEDIA_TYPE.matcher(contentType).matches()) {
      throw new ProtocolException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "the body's type is malformed");
    }
  }

  private static void setHeaders(boolean api, HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Frame-Options", "DENY");
    if (api) {
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    } else {
      response.setHeader(
          "Content-Security-Policy",
          "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
              + " frame-ancestors 'none'");
    }
  }
}
