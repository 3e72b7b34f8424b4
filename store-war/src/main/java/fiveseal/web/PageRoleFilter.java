package fiveseal.web;

import fiveseal.manager.Login;
import fiveseal.storeapi.StoreEdgeFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;

/**
 * A page that is not for this login does not exist for it, nor does a form; and none takes the one
 * character that no text in the database can have.
 */
public class PageRoleFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isFor(request)) {
      if (!StoreEdgeFilter.isForPrograms(PagePath.of(request)) && hasNull(request)) {
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        return;
      }
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static boolean hasNull(HttpServletRequest request) {
    return request.getParameterMap().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(value -> value.indexOf('\0') >= 0);
  }

  private static boolean isFor(HttpServletRequest request) {
    String page = PagePath.of(request);
    return PageRoles.of(page)
        .map(
            roles ->
                CurrentLogin.of(request)
                    .map(Login::role)
                    .filter(roles::contains)
                    .filter(role -> OwnPages.reads(request) || PageRoles.maySend(page, role))
                    .isPresent())
        .orElse(true);
  }
}
