package fiveseal.stores;

import fiveseal.manager.StoreFault;
import fiveseal.protocol.ProtocolException;
import fiveseal.web.Formats;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.text.MessageFormat;
import java.util.Locale;
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

  /** In the reader's language: the sentence of what was wrong, or else the one of the code. */
  void refuse(ProtocolException refusal) {
    String sentence =
        StoreFault.of(refusal)
            .map(fault -> text("store.fault." + fault.text()))
            .map(fault -> filled(fault, StoreFault.about(refusal)))
            .orElseGet(() -> formats.error(refusal.code().code()));
    say(FacesMessage.SEVERITY_ERROR, sentence, null);
  }

  private static String filled(String sentence, Object about) {
    Locale locale = FacesContext.getCurrentInstance().getViewRoot().getLocale();
    return new MessageFormat(sentence, locale).format(new Object[] {about});
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
