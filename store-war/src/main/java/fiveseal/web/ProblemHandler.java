package fiveseal.web;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.faces.event.PhaseId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.ResourceBundle;

/**
 * What a reader gets when something is refused or fails: a refused action leaves the page as it is,
 * with one sentence; what does not exist, and what fails, is the page of its status. A form that
 * the server no longer knows is opened anew.
 */
final class ProblemHandler extends ExceptionHandlerWrapper {
  /** The request's attribute by which the error page finds the problem. */
  static final String ATTRIBUTE = Problem.class.getName();

  private static final Logger LOG = System.getLogger(ProblemHandler.class.getName());

  ProblemHandler(ExceptionHandler wrapped) {
    super(wrapped);
  }

  @Override
  public void handle() {
    Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
    if (events.hasNext()) {
      Throwable failure = events.next().getContext().getException();
      FacesContext faces = FacesContext.getCurrentInstance();
      if (!faces.getExternalContext().isResponseCommitted()) {
        answer(faces, failure);
      }
      events.remove();
      while (events.hasNext()) {
        events.next();
        events.remove();
      }
    }
    getWrapped().handle();
  }

  private static void answer(FacesContext faces, Throwable failure) {
    try {
      if (isExpiry(failure)) {
        openAnew(faces);
        return;
      }
      Problem problem = Problem.of(failure);
      if (problem.code() == ErrorCode.INTERNAL) {
        LOG.log(Level.ERROR, () -> "a page failed " + problem.id().orElse(""), failure);
      }
      boolean refusedAction =
          faces.isPostback()
              && faces.getCurrentPhaseId() != PhaseId.RENDER_RESPONSE
              && problem.code() != ErrorCode.NOT_FOUND
              && problem.code() != ErrorCode.INTERNAL;
      if (refusedAction) {
        say(faces, text(faces, "error." + problem.code().code()));
        faces.renderResponse();
      } else {
        faces.getExternalContext().getRequestMap().put(ATTRIBUTE, problem);
        faces.getExternalContext().responseSendError(problem.status(), problem.code().code());
        faces.responseComplete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isExpiry(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ViewExpiredException) {
        return true;
      }
    }
    return false;
  }

  private static void openAnew(FacesContext faces) throws IOException {
    ExternalContext external = faces.getExternalContext();
    HttpServletRequest request = (HttpServletRequest) external.getRequest();
    external.getFlash().setKeepMessages(true);
    say(faces, text(faces, "page.expired"));
    String query = request.getQueryString();
    external.redirect(request.getRequestURI() + (query == null ? "" : "?" + query));
    faces.responseComplete();
  }

  private static void say(FacesContext faces, String text) {
    faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
  }

  private static String text(FacesContext faces, String key) {
    ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "t");
    return texts.getString(key);
  }
}
