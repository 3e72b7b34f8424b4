package fiveseal.web;

import static fiveseal.manager.Role.MALL_ADMIN;
import static fiveseal.manager.Role.OPERATOR;

import fiveseal.manager.OneTimePassword;
import fiveseal.manager.Role;
import fiveseal.manager.StoreDirectory;
import fiveseal.manager.UserOrder;
import fiveseal.manager.UserPage;
import fiveseal.manager.UserView;
import fiveseal.manager.Users;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** The users whom the reader manages, and new ones. */
@Named
@RequestScoped
public class UsersPage {
  private static final int PAGE_ROWS = 50;

  @Inject private HttpServletRequest request;
  @Inject private CurrentLogin login;
  @EJB private Users users;
  @EJB private StoreDirectory stores;

  private UserPage page;
  private String name;
  private String displayName;
  private String role;
  private String storeId;
  private OneTimePassword given;

  /** The password is shown in this very answer and nowhere kept. */
  @Acts({OPERATOR, MALL_ADMIN})
  public void create() {
    boolean done =
        Faults.done(
            () ->
                given =
                    users.create(
                        login.login(),
                        new UserOrder(text(name), text(displayName), Places.role(role), place())));
    if (done) {
      page = null;
    }
  }

  /** The store that a mall's administrator need not type, since it is their own. */
  private Optional<String> place() {
    boolean ownMall = isOfMall() && Places.role(role) == MALL_ADMIN;
    return ownMall ? login.tenant().storeId() : Places.store(Places.role(role), storeId);
  }

  private UserPage page() {
    if (page == null) {
      page = users.list(login.login(), after(), PAGE_ROWS);
    }
    return page;
  }

  private Optional<String> after() {
    return Optional.ofNullable(request.getParameter("after"));
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }

  public List<UserView> getUsers() {
    return page().users();
  }

  /** How a user stands, as a state. */
  public String state(UserView user) {
    return Places.state(user);
  }

  /** The address of the following page, or null. */
  public String getNext() {
    return page().next().map(after -> here() + "?after=" + after).orElse(null);
  }

  /** The address of the first page, or null if this is it. */
  public String getFirst() {
    return after().isPresent() ? here() : null;
  }

  private String here() {
    return request.getContextPath() + (isOfMall() ? "/console/users" : "/operator/users");
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

  /** The new user's password, or null. */
  public OneTimePassword getGiven() {
    return given;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getDisplayName() {
    return displayName;
  }

  public void setDisplayName(String displayName) {
    this.displayName = displayName;
  }

  public String getRole() {
    return role;
  }

  public void setRole(String role) {
    this.role = role;
  }

  public String getStoreId() {
    return storeId;
  }

  public void setStoreId(String storeId) {
    this.storeId = storeId;
  }
}
