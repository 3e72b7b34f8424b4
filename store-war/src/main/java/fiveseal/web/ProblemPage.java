package fiveseal.web;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The page of what does not exist or failed. */
@Named
@RequestScoped
public class ProblemPage {
  @Inject private HttpServletRequest request;

  private Problem problem() {
    return Optional.ofNullable((Problem) request.getAttribute(ProblemHandler.ATTRIBUTE))
        .orElseGet(() -> Problem.of(ErrorCode.NOT_FOUND));
  }

  public String getCode() {
    return problem().code().code();
  }

  /** By which the failure is found in the server's log; empty otherwise. */
  public String getId() {
    return problem().id().orElse("");
  }
}
