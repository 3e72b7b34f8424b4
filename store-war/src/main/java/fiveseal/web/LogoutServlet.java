package fiveseal.web;

import fiveseal.manager.Logins;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Signs out: ends the session of the login and the server's own, and shows that it did. */
@WebServlet("/logout")
public class LogoutServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @EJB private transient Logins logins;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response) {
    CurrentSession.token(request).ifPresent(logins::logout);
    CurrentSession.forget(request);
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Location", request.getContextPath() + "/login?out=true");
  }
}
