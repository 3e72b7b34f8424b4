package fiveseal.web;

import static fiveseal.manager.Role.MALL_ADMIN;
import static fiveseal.manager.Role.OPERATOR;

import fiveseal.manager.LoginRecord;
import fiveseal.manager.Logins;
import fiveseal.manager.OneTimePassword;
import fiveseal.manager.OperatorName;
import fiveseal.manager.Role;
import fiveseal.manager.StoreDirectory;
import fiveseal.manager.UserView;
import fiveseal.manager.Users;
import fiveseal.manager.http.Parameters;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** One user: what they are called and may do, their password, their sessions. */
@Named
@RequestScoped
public class OneUserPage {
  @Inject private HttpServletRequest request;
  @Inject private CurrentLogin login;
  @EJB private Users users;
  @EJB private Logins logins;
  @EJB private StoreDirectory stores;

  private UserView user;
  private List<LoginRecord> sessions;
  private String displayName;
  private String role;
  private String storeId;
  private OneTimePassword given;

  @Acts({OPERATOR, MALL_ADMIN})
  public void change() {
    Role wanted = Places.role(role);
    Optional<String> store =
        isOfMall() && wanted == MALL_ADMIN
            ? login.tenant().storeId()
            : Places.store(wanted, storeId);
    String called = displayName == null ? "" : displayName;
    if (Faults.done(() -> users.change(login.login(), id(), version(), called, wanted, store))) {
      again("users.changed");
    }
  }

  @Acts({OPERATOR, MALL_ADMIN})
  public void disable() {
    if (Faults.done(() -> users.setActive(login.login(), id(), version(), false))) {
      again("users.disabled");
    }
  }

  @Acts({OPERATOR, MALL_ADMIN})
  public void enable() {
    if (Faults.done(() -> users.setActive(login.login(), id(), version(), true))) {
      again("users.enabled");
    }
  }

  /** As the second of two operators. */
  @Acts(OPERATOR)
  public void agree() {
    if (Faults.done(() -> users.agree(login.login(), id(), version()))) {
      again("users.agreed");
    }
  }

  /** The password is shown in this very answer and nowhere kept. */
  @Acts({OPERATOR, MALL_ADMIN})
  public void reset() {
    Faults.done(() -> given = users.reset(login.login(), id()));
    user = null;
  }

  @Acts({OPERATOR, MALL_ADMIN})
  public void end(String sessionId) {
    logins.end(login.login(), id(), sessionId);
    again("sessions.ended");
  }

  private void again(String key) {
    Faults.flash(key);
    Redirects.to((isOfMall() ? "/console/user" : "/operator/user") + "?id=" + id());
  }

  /** Of the query, and of the forms' hidden field. */
  private String id() {
    return Parameters.id(Optional.ofNullable(request.getParameter("id")).orElse(""));
  }

  /** Of the user as they were when the form was shown. */
  private int version() {
    return (int)
        Parameters.integer("version", request.getParameter("version"), 1, Integer.MAX_VALUE)
            .orElse(0);
  }

  /** As they are now. */
  public UserView getUser() {
    if (user == null) {
      user = users.one(login.login(), id());
    }
    return user;
  }

  public List<LoginRecord> getSessions() {
    if (sessions == null) {
      sessions = logins.sessions(login.login(), id());
    }
    return sessions;
  }

  /** Nobody changes what they may do themselves. */
  public boolean isOneself() {
    return getUser().userId().equals(login.login().userId());
  }

  /** How the user stands, as a state. */
  public String getState() {
    return Places.state(getUser());
  }

  /** Whether a second operator has to agree before the user can sign in. */
  public boolean isWaiting() {
    return getUser().raisedBy().isPresent();
  }

  /** Who made the user an operator, or null. */
  public String getRaisedBy() {
    return getUser().raisedBy().orElse(null);
  }

  /** Whether the reader may be the second operator. */
  public boolean isAgreeable() {
    return login.login().role() == OPERATOR
        && getUser()
            .raisedBy()
            .filter(by -> OperatorName.areTwoPeople(by, login.login().name()))
            .isPresent();
  }

  /** Whether the reader is a mall's administrator. */
  public boolean isOfMall() {
    return login.login().role() == MALL_ADMIN;
  }

  /** The roles that the reader may grant. */
  public List<Role> getRoles() {
    return Places.grantedBy(login.login().role());
  }

  /** The lower stores of the reader's mall. */
  public List<StoreDirectory.Place> getLowerStores() {
    return isOfMall() ? stores.lowerStores(login.tenant().storeId().orElseThrow()) : List.of();
  }

  /** The user's new password, or null. */
  public OneTimePassword getGiven() {
    return given;
  }

  public String getDisplayName() {
    return displayName == null ? getUser().displayName() : displayName;
  }

  public void setDisplayName(String displayName) {
    this.displayName = displayName;
  }

  public String getRole() {
    return role == null ? getUser().role().name() : role;
  }

  public void setRole(String role) {
    this.role = role;
  }

  public String getStoreId() {
    return storeId == null ? getUser().storeId().orElse(null) : storeId;
  }

  public void setStoreId(String storeId) {
    this.storeId = storeId;
  }
}
