package fiveseal.web;

import fiveseal.manager.Login;
import fiveseal.storeapi.StoreEdgeFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * A page that is not for this login does not exist for it, nor does a form; and none reads what it
 * never asks for.
 */
public class PageRoleFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!isFor(request)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    OptionalInt refusal =
        StoreEdgeFilter.isForPrograms(PagePath.of(request))
            ? OptionalInt.empty()
            : SentForm.refusal(request);
    if (refusal.isPresent()) {
      response.sendError(refusal.getAsInt());
    } else {
      chain.doFilter(request, response);
    }
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
