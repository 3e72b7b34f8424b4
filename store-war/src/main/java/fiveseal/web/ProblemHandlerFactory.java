package fiveseal.web;

import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;

/** Puts {@link ProblemHandler} before the container's own. */
public class ProblemHandlerFactory extends ExceptionHandlerFactory {

  public ProblemHandlerFactory(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new ProblemHandler(getWrapped().getExceptionHandler());
  }
}
