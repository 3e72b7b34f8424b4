package fiveseal.web;

import fiveseal.manager.Users;
import fiveseal.protocol.Problem;
import fiveseal.protocol.ProtocolException;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;

/** What {@link Users} refuses, in the reader's words. */
final class Faults {
  private static final String FAULT = "fault";

  private Faults() {}

  /**
   * Does something, and tells what was wrong with it if it is refused.
   *
   * @return whether it was done
   * @throws ProtocolException a refusal that the pages handle in common
   */
  static boolean done(Runnable action) {
    try {
      action.run();
      return true;
    } catch (ProtocolException e) {
      say(FacesMessage.SEVERITY_ERROR, text(e));
      return false;
    }
  }

  private static String text(ProtocolException refusal) {
    Object fault = refusal.members().get(FAULT);
    if (fault != null) {
      return Texts.common("fault." + fault);
    }
    Object seconds = refusal.members().get(Problem.RETRY_AFTER);
    if (seconds != null) {
      return Texts.common("login.wait", seconds);
    }
    throw refusal;
  }

  static void say(FacesMessage.Severity severity, String text) {
    FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, text, null));
  }

  /** A word of success that outlives the redirect to come. */
  static void flash(String key) {
    FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
    say(FacesMessage.SEVERITY_INFO, Texts.common(key));
  }
}
