package fiveseal.mall.console;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import java.util.ResourceBundle;

/** What the next page says about what was done. */
final class Notice {
  private Notice() {}

  /** It was done. */
  static void success(String key) {
    add(FacesMessage.SEVERITY_INFO, key);
  }

  /** It is not done yet. */
  static void warning(String key) {
    add(FacesMessage.SEVERITY_WARN, key);
  }

  /** It was not done, and the page says so at once. */
  static void error(String key) {
    FacesContext.getCurrentInstance()
        .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, text(key), null));
  }

  private static String text(String key) {
    return ResourceBundle.getBundle(
            "fiveseal.mall.console", FacesContext.getCurrentInstance().getViewRoot().getLocale())
        .getString(key);
  }

  private static void add(FacesMessage.Severity severity, String key) {
    FacesContext faces = FacesContext.getCurrentInstance();
    faces.addMessage(null, new FacesMessage(severity, text(key), null));
    faces.getExternalContext().getFlash().setKeepMessages(true);
  }
}
