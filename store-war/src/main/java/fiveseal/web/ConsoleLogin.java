package fiveseal.web;

import fiveseal.manager.Login;
import fiveseal.manager.Logins;
import fiveseal.manager.SignedIn;
import fiveseal.storeapi.StoreEdgeFilter;
import jakarta.annotation.Priority;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.interceptor.Interceptor;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who uses the pages. The consoles and the account are for those who signed in; everybody else is
 * sent to sign in, and comes back to the page afterwards. The interfaces for programs are not its
 * business: they know their callers by tokens and signatures, and get no cookie, redirect or HTML.
 */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class ConsoleLogin implements HttpAuthenticationMechanism {
  private static final Logger LOG = System.getLogger(ConsoleLogin.class.getName());

  private static final String ACCOUNT = "/account";
  private static final String LOGIN = "/login";
  private static final String PAGE_EXTENSION = ".xhtml";
  private static final List<String> NOT_PAGES = List.of("/operator/api", "/jakarta.faces.resource");

  @EJB private Logins logins;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    String path = path(request);
    if (isIn(NOT_PAGES, path) || StoreEdgeFilter.isForPrograms(path)) {
      return context.doNothing();
    }
    try {
      return page(path, request, response, context);
    } catch (IOException e) {
      throw new AuthenticationException(e);
    }
  }

  private AuthenticationStatus page(
      String path,
      HttpServletRequest request,
      HttpServletResponse response,
      HttpMessageContext context)
      throws IOException {
    if (!OwnPages.sent(request)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return AuthenticationStatus.SEND_FAILURE;
    }
    boolean isProtected = PageRoles.of(path).isPresent();
    Optional<SignedIn> signedIn;
    try {
      signedIn = CurrentSession.token(request).flatMap(logins::signedIn);
    } catch (EJBException e) {
      LOG.log(Level.ERROR, "It is not known who is signed in", e);
      if (isProtected) {
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        return AuthenticationStatus.SEND_FAILURE;
      }
      return context.doNothing();
    }
    if (signedIn.isPresent()) {
      return signedIn(signedIn.get(), path, request, response, context);
    }
    if (!isProtected) {
      return context.doNothing();
    }
    redirect(loginPage(request, path), request, response);
    return AuthenticationStatus.SEND_CONTINUE;
  }

  private static AuthenticationStatus signedIn(
      SignedIn session,
      String path,
      HttpServletRequest request,
      HttpServletResponse response,
      HttpMessageContext context)
      throws IOException {
    request.setAttribute(CurrentSession.ATTRIBUTE, session);
    request.setAttribute(CurrentLogin.ATTRIBUTE, session.login());
    response.setHeader("Cache-Control", "no-store");
    if (session.mustChangePassword() && PageRoles.of(path).isPresent() && !path.equals(ACCOUNT)) {
      redirect(request.getContextPath() + ACCOUNT, request, response);
      return AuthenticationStatus.SEND_CONTINUE;
    }
    Login login = session.login();
    return context.notifyContainerAboutLogin(login.name(), Set.of(login.role().name()));
  }

  /** With the way back, and a word for those whose session the server no longer knows. */
  private static String loginPage(HttpServletRequest request, String path) {
    StringBuilder url = new StringBuilder(request.getContextPath()).append(LOGIN);
    String query = request.getQueryString();
    Optional<String> back = WayBack.afterSignIn(query == null ? path : path + "?" + query);
    back.or(() -> WayBack.afterSignIn(path))
        .ifPresent(
            page -> url.append("?back=").append(URLEncoder.encode(page, StandardCharsets.UTF_8)));
    if (hadSession(request)) {
      url.append(url.indexOf("?") < 0 ? '?' : '&').append("again=").append(lost(request));
    }
    return url.toString();
  }

  /** Whether a form was sent, of which nothing is kept: it says so. */
  private static String lost(HttpServletRequest request) {
    return request.getMethod().equals("POST") ? LoginPage.FORM : "true";
  }

  /** Whether the browser's session is one that the server, or the users' records, ended. */
  private static boolean hadSession(HttpServletRequest request) {
    boolean unknown =
        request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
    return unknown || CurrentSession.token(request).isPresent();
  }

  private static void redirect(String url, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
      response.setContentType("text/xml");
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response
          .getWriter()
          .write(
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\""
                  + url.replace("&", "&amp;")
                  + "\"/></partial-response>");
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", url);
    }
  }

  /** Without a page's extension. */
  private static String path(HttpServletRequest request) {
    String path = PagePath.of(request);
    return path.endsWith(PAGE_EXTENSION)
        ? path.substring(0, path.length() - PAGE_EXTENSION.length())
        : path;
  }

  private static boolean isIn(List<String> folders, String path) {
    return folders.stream()
        .anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
  }
}
