package fiveseal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page that is not for this login does not exist for it. */
public class PageRoleFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isFor(request)) {
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static boolean isFor(HttpServletRequest request) {
    return PageRoles.of(PagePath.of(request))
        .map(
            roles ->
                CurrentLogin.of(request).map(login -> roles.contains(login.role())).orElse(false))
        .orElse(true);
  }
}
