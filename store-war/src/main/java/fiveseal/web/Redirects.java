package fiveseal.web;

import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;

/** After something was done, its page is opened anew: reloading does not do it again. */
final class Redirects {
  private Redirects() {}

  /**
   * @param path from the context root, with its query
   */
  static void to(String path) {
    FacesContext faces = FacesContext.getCurrentInstance();
    HttpServletRequest request = (HttpServletRequest) faces.getExternalContext().getRequest();
    try {
      faces.getExternalContext().redirect(request.getContextPath() + path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    faces.responseComplete();
  }
}
