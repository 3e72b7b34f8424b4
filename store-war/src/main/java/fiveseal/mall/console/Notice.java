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

  private static void add(FacesMessage.Severity severity, String key) {
    FacesContext faces = FacesContext.getCurrentInstance();
    String text =
        ResourceBundle.getBundle("fiveseal.mall.console", faces.getViewRoot().getLocale())
            .getString(key);
    faces.addMessage(null, new FacesMessage(severity, text, null));
    faces.getExternalContext().getFlash().setKeepMessages(true);
  }
}
