package fiveseal.manager.http;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import fiveseal.protocol.ProtocolException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/** The first and last that a request meets: rates, types, and what browsers must not do. */
public abstract class EdgeFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** A type, a subtype and perhaps parameters (RFC 9110); a range with an asterisk is no type. */
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w!#$%&'+.^`|~-]+/[\\w!#$%&'+.^`|~-]+(\\s*;\\s*[\\w-]+=[^;]+)*+\\s*");

  /** Whether there is anything behind this filter; if not, all is not found. */
  protected boolean isOpen() {
    return true;
  }

  /**
   * Whether programs are answered there rather than browsers.
   *
   * @param path below the context root
   */
  protected abstract boolean isApi(String path);

  /**
   * Lets a request to an API pass, or refuses it.
   *
   * @param path below the context root
   * @param address the caller's
   * @throws ProtocolException {@code too-many-requests}
   */
  protected void admit(String path, String address) {}

  /**
   * Lets a request to a page pass, or refuses it.
   *
   * @throws ProtocolException {@code too-many-requests}
   */
  protected void admitToPage(HttpServletRequest request) {}

  /** The detail of the refusal of a body's type that is none. */
  protected String malformedType() {
    return "the body's type is malformed";
  }

  /**
   * The content security policy of what is no API.
   *
   * @param path below the context root
   */
  protected String pagePolicy(String path) {
    return "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
        + " frame-ancestors 'none'";
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    boolean api = isApi(path);
    setHeaders(path, api, response);
    try {
      check(request, path, api);
    } catch (ProtocolException e) {
      refuse(e, api, response);
      return;
    }
    chain.doFilter(request, response);
  }

  /** Who reads pages, reads of a limit on a page. */
  private static void refuse(ProtocolException refusal, boolean api, HttpServletResponse response)
      throws IOException {
    Problem problem = Problem.of(refusal);
    if (api || refusal.code() != ErrorCode.TOO_MANY_REQUESTS) {
      Answers.send(problem, response);
    } else {
      problem.retryAfterSeconds().ifPresent(s -> response.setHeader("Retry-After", s));
      response.sendError(problem.status());
    }
  }

  private void check(HttpServletRequest request, String path, boolean api) {
    if (!isOpen()) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
    }
    if (request.getMethod().equals("TRACE")) {
      throw new ProtocolException(
          ErrorCode.METHOD_NOT_ALLOWED, ErrorCode.METHOD_NOT_ALLOWED.sentence());
    }
    if (api) {
      admit(path, request.getRemoteAddr());
      checkMediaType(request.getContentType());
    } else {
      admitToPage(request);
    }
  }

  /** JAX-RS would answer 400 to a type that it cannot even read. */
  private void checkMediaType(String contentType) {
    if (contentType != null
        && !contentType.isBlank()
        && !MEDIA_TYPE.matcher(contentType).matches()) {
      throw new ProtocolException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, malformedType());
    }
  }

  private void setHeaders(String path, boolean api, HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Frame-Options", "DENY");
    if (api) {
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    } else {
      response.setHeader("Content-Security-Policy", pagePolicy(path));
    }
  }
}
