package fiveseal.web;

import fiveseal.manager.CodeOffer;
import fiveseal.manager.LoginRecord;
import fiveseal.manager.Logins;
import fiveseal.manager.SignedIn;
import fiveseal.manager.Users;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** What everyone who is signed in may do with their own login. */
@Named
@RequestScoped
public class AccountPage {
  private static final String PATH = "/account";
  private static final String CONFIRMING = "confirming";

  @Inject private HttpServletRequest request;
  @Inject private CurrentSession session;
  @EJB private Users users;
  @EJB private Logins logins;

  private String oldPassword;
  private String newPassword;
  private String repeated;
  private String code;
  private String codesPassword;
  private CodeOffer offer;
  private List<LoginRecord> sessions;

  /** Whoever had to change it first may now go on to where they work. */
  public void changePassword() {
    if (!text(newPassword).equals(text(repeated))) {
      Faults.say(FacesMessage.SEVERITY_ERROR, Texts.common("fault.password-repeat"));
      return;
    }
    SignedIn current = session.signedIn();
    if (Faults.done(() -> users.changePassword(current, text(oldPassword), text(newPassword)))) {
      Faults.flash("account.password.done");
      Redirects.to(current.mustChangePassword() ? Homes.of(current.login().role()) : PATH);
    }
  }

  /** The offer is shown in this very answer and nowhere kept. */
  public void offerCodes() {
    Faults.done(() -> offer = users.offerCodes(session.signedIn(), text(codesPassword)));
  }

  public void useCodes() {
    if (Faults.done(() -> users.useCodes(session.signedIn(), text(code)))) {
      Faults.flash("account.codes.on.done");
      Redirects.to(PATH);
    }
  }

  public void dropCodes() {
    if (Faults.done(() -> users.dropCodes(session.signedIn(), text(codesPassword)))) {
      Faults.flash("account.codes.off.done");
      Redirects.to(PATH);
    }
  }

  /** Ends one of the reader's other sessions. */
  public void end(String sessionId) {
    logins.end(session.signedIn().login(), session.signedIn().login().userId(), sessionId);
    Faults.flash("sessions.ended");
    Redirects.to(PATH);
  }

  private static String text(String given) {
    return given == null ? "" : given;
  }

  public SignedIn getSession() {
    return session.signedIn();
  }

  public boolean isMustChangePassword() {
    return session.signedIn().mustChangePassword();
  }

  public boolean isUsesCodes() {
    return session.signedIn().usesCodes();
  }

  /** The secret that was just offered, or null. */
  public CodeOffer getOffer() {
    return offer;
  }

  /** Whether a code is asked for, as proof that the authenticator has the secret. */
  public boolean isConfirming() {
    return offer != null || request.getParameter(CONFIRMING) != null;
  }

  /** The same as a picture's address. */
  public String getPicture() {
    return offer == null ? null : CodePicture.of(offer.uri());
  }

  public List<LoginRecord> getSessions() {
    if (sessions == null) {
      sessions = logins.sessions(session.signedIn().login(), session.signedIn().login().userId());
    }
    return sessions;
  }

  public boolean isThisOne(LoginRecord other) {
    return other.sessionId().equals(session.signedIn().sessionId());
  }

  /** Passwords and codes are never shown again. */
  public String getOldPassword() {
    return null;
  }

  public void setOldPassword(String oldPassword) {
    this.oldPassword = oldPassword;
  }

  public String getNewPassword() {
    return null;
  }

  public void setNewPassword(String newPassword) {
    this.newPassword = newPassword;
  }

  public String getRepeated() {
    return null;
  }

  public void setRepeated(String repeated) {
    this.repeated = repeated;
  }

  public String getCode() {
    return null;
  }

  public void setCode(String code) {
    this.code = code;
  }

  public String getCodesPassword() {
    return null;
  }

  public void setCodesPassword(String codesPassword) {
    this.codesPassword = codesPassword;
  }
}
