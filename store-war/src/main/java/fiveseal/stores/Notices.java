package fiveseal.stores;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.web.Formats;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.util.ResourceBundle;

/** What a page of stores says about an act. */
@RequestScoped
public class Notices {
  private static final String HERE = "?faces-redirect=true&includeViewParams=true";

  @Inject private Formats formats;

  /**
   * Says that it was done, on the page as it is then.
   *
   * @return the way there
   */
  String done(String text) {
    FacesContext faces = FacesContext.getCurrentInstance();
    faces.getExternalContext().getFlash().setKeepMessages(true);
    say(FacesMessage.SEVERITY_INFO, text(text), null);
    return faces.getViewRoot().getViewId() + HERE;
  }

  void refuse(String text) {
    say(FacesMessage.SEVERITY_ERROR, text(text), null);
  }

  /** The code's sentence in the reader's language, and for what was not accepted the reason. */
  void refuse(ProtocolException refusal) {
    boolean told = refusal.code() == ErrorCode.EDITED_MEANWHILE;
    say(
        FacesMessage.SEVERITY_ERROR,
        told
            ? formats.error(refusal.code().code())
            : text("store.notDone") + " " + refusal.detail(),
        null);
  }

  private static void say(FacesMessage.Severity severity, String summary, String detail) {
    FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, summary, detail));
  }

  private static String text(String key) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle texts = faces.getApplication().getResourceBundle(faces, "op");
    return texts.getString(key);
  }
}
