package fiveseal.stores;

import fiveseal.manager.ContractTerms;
import fiveseal.manager.Role;
import fiveseal.manager.StoreBalance;
import fiveseal.manager.StoreLife;
import fiveseal.manager.StoreState;
import fiveseal.manager.StoreVersion;
import fiveseal.manager.StoreView;
import fiveseal.manager.StoreViews;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.web.Acts;
import fiveseal.web.CurrentLogin;
import fiveseal.web.Formats;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;

/**
 * One store: what it is, and what can be done to it. Every form carries the version that was read;
 * if somebody else edited the store meanwhile, nothing is done, the forms stay as they were filled
 * in, and the page says so beside what the store is now.
 */
@Named("storePage")
@RequestScoped
public class OneStorePage {
  @EJB private StoreViews views;
  @EJB private StoreLife life;
  @Inject private CurrentLogin login;
  @Inject private Formats formats;
  @Inject private OnceTold told;
  @Inject private Notices notices;
  @Inject private HttpServletRequest request;

  private String id;
  private int version;
  private String name;
  private Integer commissionPerMille;
  private Integer feePerMille;
  private LocalDateTime effectiveFrom;
  private String reason;
  private boolean acknowledged;
  private boolean sure;
  private String shownDebts;
  private boolean conflict;
  private StoreView view;

  /** The address names the store, and so does each form, before anything of it is looked at. */
  @PostConstruct
  void named() {
    id = request.getParameter("id");
  }

  /** The store as it is now. */
  public StoreView getStore() {
    if (view == null) {
      if (id == null) {
        throw new ProtocolException(ErrorCode.NOT_FOUND, "no store is named");
      }
      view = views.store(login.tenant(), id);
    }
    return view;
  }

  // --- what may be done here

  public boolean isOperator() {
    return login.login().role() == Role.OPERATOR;
  }

  /** Whether whoever looks may act on this store at all. */
  public boolean isActs() {
    return isOperator()
        || (login.login().role() == Role.MALL_ADMIN && getStore().mall().isPresent());
  }

  public boolean isEditable() {
    return isActs() && (isSent() || getStore().state() != StoreState.CLOSED);
  }

  public boolean isSuspendable() {
    return isActs() && (isSent() || getStore().state() == StoreState.ACTIVE);
  }

  /** What the operator suspended, no mall resumes. */
  public boolean isResumable() {
    return isActs()
        && (isSent()
            || (getStore().state() == StoreState.SUSPENDED
                && (isOperator() || !getStore().suspendedByOperator())));
  }

  /**
   * Whether a form is being taken that was there when the page was shown. Whether it would be shown
   * now does not matter: the version that it carries tells whether it came too late.
   */
  private static boolean isSent() {
    FacesContext faces = FacesContext.getCurrentInstance();
    return faces.isPostback() && faces.getCurrentPhaseId() != PhaseId.RENDER_RESPONSE;
  }

  /** The balances below zero, which a closing must acknowledge. */
  public List<StoreBalance> getOwed() {
    return getStore().balances().stream().filter(each -> each.amountMinor() < 0).toList();
  }

  /** Whether the last edit failed because somebody else was first. */
  public boolean isConflict() {
    return conflict;
  }

  /** Whether a contract is still to come. */
  public boolean isToCome(StoreView.Contract contract) {
    return contract.effectiveFrom().isAfter(getStore().readAt());
  }

  // --- acts

  @Acts({Role.OPERATOR, Role.MALL_ADMIN})
  public String invite() {
    return done("store.invited", () -> told.tell(life.invite(login.login(), id)));
  }

  /** Only operators approve. */
  @Acts(Role.OPERATOR)
  public String approve(String kid) {
    return done("store.approved", () -> life.approveKey(login.login(), id, kid));
  }

  /** Only operators refuse. */
  @Acts(Role.OPERATOR)
  public String refuse(String kid) {
    return done("store.refused", () -> life.refuseKey(login.login(), id, kid));
  }

  @Acts({Role.OPERATOR, Role.MALL_ADMIN})
  public String revoke(String kid) {
    return done("store.revoked", () -> life.revokeKey(login.login(), id, kid));
  }

  @Acts({Role.OPERATOR, Role.MALL_ADMIN})
  public String rename() {
    return done("store.renamed", () -> life.rename(login.login(), read(), name));
  }

  @Acts({Role.OPERATOR, Role.MALL_ADMIN})
  public String changeContract() {
    ContractTerms terms =
        new ContractTerms(
            effectiveFrom.atZone(formats.getZone()).toInstant(),
            getCommissionPerMille(),
            getFeePerMille());
    return done("store.contracted", () -> life.changeContract(login.login(), read(), terms));
  }

  @Acts({Role.OPERATOR, Role.MALL_ADMIN})
  public String suspend() {
    return done("store.suspended", () -> life.suspend(login.login(), read(), words()));
  }

  @Acts({Role.OPERATOR, Role.MALL_ADMIN})
  public String resume() {
    return done("store.resumed", () -> life.resume(login.login(), read(), words()));
  }

  /** Closes it, if whoever does it is sure and has seen what it owes. */
  @Acts({Role.OPERATOR, Role.MALL_ADMIN})
  public String close() {
    List<StoreBalance> seen = ShownDebts.read(shownDebts);
    shownDebts = null;
    if (!sure || (!getOwed().isEmpty() && !acknowledged)) {
      notices.refuse("store.close.unconfirmed");
      return null;
    }
    return done("store.closed", () -> life.close(login.login(), read(), words(), seen));
  }

  /** Does it and comes back to the page, or stays on it and says why not. */
  private String done(String text, Runnable act) {
    try {
      act.run();
    } catch (RuntimeException e) {
      ProtocolException refusal = Refusals.of(e);
      conflict = refusal.code() == ErrorCode.EDITED_MEANWHILE;
      view = null;
      notices.refuse(refusal);
      return null;
    }
    return notices.done(text);
  }

  private StoreVersion read() {
    return new StoreVersion(id, version);
  }

  private String words() {
    return reason == null ? "" : reason;
  }

  // --- the forms

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  /** What was read when the forms were shown. */
  public int getVersion() {
    return version == 0 ? getStore().version() : version;
  }

  public void setVersion(int version) {
    this.version = version;
  }

  public String getName() {
    return name == null ? getStore().name() : name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public Integer getCommissionPerMille() {
    return commissionPerMille == null
        ? Integer.valueOf(getStore().inForce().commissionPerMille())
        : commissionPerMille;
  }

  public void setCommissionPerMille(Integer commissionPerMille) {
    this.commissionPerMille = commissionPerMille;
  }

  public Integer getFeePerMille() {
    return feePerMille == null ? Integer.valueOf(getStore().inForce().feePerMille()) : feePerMille;
  }

  public void setFeePerMille(Integer feePerMille) {
    this.feePerMille = feePerMille;
  }

  /** In the zone of the pages; at first the next midnight. */
  public LocalDateTime getEffectiveFrom() {
    return effectiveFrom == null
        ? getStore()
            .readAt()
            .atZone(formats.getZone())
            .toLocalDate()
            .plusDays(1)
            .atTime(LocalTime.MIDNIGHT)
        : effectiveFrom;
  }

  public void setEffectiveFrom(LocalDateTime effectiveFrom) {
    this.effectiveFrom = effectiveFrom;
  }

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  /** What it owes, for the form that acknowledges it. */
  public String getShownDebts() {
    return shownDebts == null ? ShownDebts.text(getOwed()) : shownDebts;
  }

  public void setShownDebts(String shownDebts) {
    this.shownDebts = shownDebts;
  }

  public boolean isAcknowledged() {
    return acknowledged;
  }

  public void setAcknowledged(boolean acknowledged) {
    this.acknowledged = acknowledged;
  }

  public boolean isSure() {
    return sure;
  }

  public void setSure(boolean sure) {
    this.sure = sure;
  }
}
