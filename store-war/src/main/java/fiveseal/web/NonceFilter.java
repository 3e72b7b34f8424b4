package fiveseal.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.UUID;

/**
 * Lets plain forms be shown again. PrimeFaces wants every form to bring back the nonce of its page,
 * which only its own scripts send, and fails a page without them. Such a form is answered by a
 * whole page, which gets a nonce of its own here; {@link PlainForms} forgets the one of before.
 */
@WebFilter(servletNames = "faces", dispatcherTypes = DispatcherType.REQUEST)
public class NonceFilter extends HttpFilter {
  /** The request's attribute that says that the nonce is a new one. */
  static final String FRESH = NonceFilter.class.getName();

  static final String NONCE = "primefaces.nonce";

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean plain =
        request.getMethod().equals("POST")
            && request.getHeader("Faces-Request") == null
            && request.getParameter(NONCE) == null;
    if (plain) {
      request.setAttribute(FRESH, true);
      chain.doFilter(new WithNonce(request), response);
    } else {
      chain.doFilter(request, response);
    }
  }

  private static final class WithNonce extends HttpServletRequestWrapper {
    private final String nonce =
        Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(US_ASCII));

    WithNonce(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getParameter(String name) {
      return name.equals(NONCE) ? nonce : super.getParameter(name);
    }
  }
}
