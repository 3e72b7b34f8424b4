package fiveseal.manager.http;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Whatever is thrown leaves as a problem document; what is ours to mend is logged. */
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());
  private static final int FIRST_ERROR_STATUS = 400;

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException web) {
      return ofJaxRs(web);
    }
    Problem problem = Problem.of(failure);
    log(problem, failure);
    return Answers.problem(problem);
  }

  private static Response ofJaxRs(WebApplicationException failure) {
    Response stated = failure.getResponse();
    if (stated.getStatus() < FIRST_ERROR_STATUS) {
      return stated;
    }
    Problem problem = Problem.ofStatus(stated.getStatus());
    log(problem, failure);
    Response response = Answers.problem(problem);
    String allowed = stated.getHeaderString(HttpHeaders.ALLOW);
    if (allowed != null) {
      response.getHeaders().putSingle(HttpHeaders.ALLOW, allowed);
    }
    return response;
  }

  private static void log(Problem problem, Throwable failure) {
    if (problem.code() == ErrorCode.INTERNAL) {
      LOG.log(Level.ERROR, () -> "internal failure " + problem.id().orElse(""), failure);
    } else if (problem.isFailure()) {
      LOG.log(Level.WARNING, () -> "unavailable: " + failure);
    }
  }
}
