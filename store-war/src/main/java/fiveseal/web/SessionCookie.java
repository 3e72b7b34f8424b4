package fiveseal.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;

/**
 * The session's cookie: for this application's pages alone, out of reach for scripts, not sent by
 * other sites' forms, and over TLS only where the application is reached by https.
 */
@WebListener
public class SessionCookie implements ServletContextListener {
  private static final int TIMEOUT_MINUTES = 30;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    SessionCookieConfig cookie = context.getSessionCookieConfig();
    cookie.setName("fiveseal-session");
    cookie.setPath(context.getContextPath());
    cookie.setHttpOnly(true);
    cookie.setSecure(CookieTransport.isTlsOnly());
    // Payara 6 does not heed this one; glassfish-web.xml says the same.
    cookie.setAttribute("SameSite", "Lax");
    context.setSessionTimeout(TIMEOUT_MINUTES);
  }
}
