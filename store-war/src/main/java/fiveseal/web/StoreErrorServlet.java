package fiveseal.web;

import fiveseal.manager.http.ErrorServlet;
import fiveseal.protocol.Problem;
import fiveseal.storeapi.StoreEdgeFilter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Programs get a problem document, readers a page. */
public class StoreErrorServlet extends ErrorServlet {
  private static final long serialVersionUID = 1L;

  private static final String PAGE = "/errors/problem.xhtml";

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path =
        uri instanceof String failed ? failed.substring(request.getContextPath().length()) : "";
    if (StoreEdgeFilter.isForPrograms(path)) {
      super.service(request, response);
      return;
    }
    if (request.getAttribute(ProblemHandler.ATTRIBUTE) == null) {
      Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
      int code = status instanceof Integer stated ? stated : HttpServletResponse.SC_NOT_FOUND;
      request.setAttribute(ProblemHandler.ATTRIBUTE, Problem.ofStatus(code));
      response.setStatus(code);
    }
    // The page that failed has left the policy of its own nonce, which is not this page's.
    response.setHeader(StoreEdgeFilter.POLICY, StoreEdgeFilter.OF_PAGES);
    request.getRequestDispatcher(PAGE).forward(new PlainRequest(request), response);
  }
}
