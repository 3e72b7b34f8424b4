package fiveseal.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Remembers a language or colours in the browser alone, and goes back to where one was. */
@WebServlet("/preferences")
public class PreferencesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    remember(request, response, "language", Languages.LANGUAGE_COOKIE, Languages.SPOKEN);
    remember(request, response, "colours", Languages.COLOURS_COOKIE, Languages.COLOURS);
    response.sendRedirect(
        request.getContextPath() + WayBack.of(request.getParameter("back")).orElse("/"));
  }

  private static void remember(
      HttpServletRequest request,
      HttpServletResponse response,
      String parameter,
      String name,
      List<String> known) {
    String value = request.getParameter(parameter);
    if (value != null && known.contains(value)) {
      Cookie cookie = new Cookie(name, value);
      cookie.setPath(request.getContextPath() + "/");
      cookie.setMaxAge(YEAR_SECONDS);
      cookie.setHttpOnly(true);
      cookie.setSecure(CookieTransport.isTlsOnly());
      cookie.setAttribute("SameSite", "Lax");
      response.addCookie(cookie);
    }
  }
}
