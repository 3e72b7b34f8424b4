package fiveseal.stores;

import fiveseal.manager.Invitation;
import fiveseal.manager.Role;
import fiveseal.manager.StoreFilter;
import fiveseal.manager.StoreLife;
import fiveseal.manager.StorePage;
import fiveseal.manager.StoreRegistration;
import fiveseal.manager.StoreState;
import fiveseal.manager.StoreViews;
import fiveseal.manager.WaitingKey;
import fiveseal.web.Acts;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The list of stores, with a form to register another one. */
@Named("storesPage")
@RequestScoped
public class StoresPage {
  private static final int PAGE = 50;

  @EJB private StoreViews views;
  @EJB private StoreLife life;
  @Inject private CurrentLogin login;
  @Inject private OnceTold told;
  @Inject private Notices notices;

  private String text;
  private String mall;
  private String state;
  private String after;
  private String storeId;
  private String name;
  private String ofMall;
  private int commissionPerMille;
  private int feePerMille;
  private StorePage page;

  /** The stores of this page of the list. */
  public List<StorePage.Entry> getStores() {
    return page().stores();
  }

  private StorePage page() {
    if (page == null) {
      Optional<StoreState> wanted =
          Arrays.stream(StoreState.values()).filter(one -> one.name().equals(state)).findFirst();
      page =
          views.list(
              login.tenant(),
              new StoreFilter(given(text), ofWhichMall(), wanted, given(after), PAGE));
    }
    return page;
  }

  /** A mall's admin looks at its lower stores, an operator at all, or at those of a mall. */
  private Optional<String> ofWhichMall() {
    return login.tenant().storeId().or(() -> given(mall));
  }

  private static Optional<String> given(String value) {
    return Optional.ofNullable(value).map(String::strip).filter(some -> !some.isEmpty());
  }

  /** The address of the next page with the same filter; null on the last. */
  public String getNext() {
    return page().next().map(this::address).orElse(null);
  }

  /** The address of the first page with the same filter; null there. */
  public String getFirst() {
    return given(after).map(any -> address("")).orElse(null);
  }

  private String address(String behind) {
    return new Query()
        .add("text", given(text))
        .add("mall", given(mall))
        .add("state", given(state))
        .add("after", given(behind))
        .text();
  }

  /** Requests for certificates that wait for the operator. */
  public List<WaitingKey> getWaiting() {
    return views.waitingKeys(login.tenant());
  }

  public StoreState[] getStates() {
    return StoreState.values();
  }

  public boolean isOperator() {
    return login.login().role() == Role.OPERATOR;
  }

  /** Registers and invites; the token is told on the store's page, once. */
  @Acts({Role.OPERATOR, Role.MALL_ADMIN})
  public String register() {
    Invitation invitation;
    try {
      invitation = registered();
    } catch (RuntimeException e) {
      notices.refuse(Refusals.of(e));
      return null;
    }
    told.tell(invitation);
    return (isOperator() ? "/operator/store" : "/console/store")
        + "?faces-redirect=true&id="
        + invitation.storeId();
  }

  private Invitation registered() {
    return isOperator()
        ? life.register(
            login.login(),
            new StoreRegistration(storeId, name, given(ofMall), commissionPerMille, feePerMille))
        : life.registerLowerStore(login.login(), storeId, name, commissionPerMille);
  }

  public String getText() {
    return text;
  }

  public void setText(String text) {
    this.text = text;
  }

  public String getMall() {
    return mall;
  }

  public void setMall(String mall) {
    this.mall = mall;
  }

  public String getState() {
    return state;
  }

  public void setState(String state) {
    this.state = state;
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after;
  }

  public String getStoreId() {
    return storeId;
  }

  public void setStoreId(String storeId) {
    this.storeId = storeId;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getOfMall() {
    return ofMall;
  }

  public void setOfMall(String ofMall) {
    this.ofMall = ofMall;
  }

  public int getCommissionPerMille() {
    return commissionPerMille;
  }

  public void setCommissionPerMille(int commissionPerMille) {
    this.commissionPerMille = commissionPerMille;
  }

  public int getFeePerMille() {
    return feePerMille;
  }

  public void setFeePerMille(int feePerMille) {
    this.feePerMille = feePerMille;
  }
}
