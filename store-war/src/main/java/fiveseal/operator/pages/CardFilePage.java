package fiveseal.operator.pages;

import fiveseal.manager.CardDecision;
import fiveseal.manager.CardFile;
import fiveseal.manager.CardFiles;
import fiveseal.manager.CardHistory;
import fiveseal.manager.Role;
import fiveseal.web.Acts;
import fiveseal.web.AmountText;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One card: how it stands, what happened to it, and what operators do about it. */
@Named("cardFilePage")
@ViewScoped
public class CardFilePage implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int LIMIT = 30;
  private static final String PAGE = "card";
  private static final long EXAMPLE_MINOR = 1_980;

  @EJB private CardFiles files;
  @Inject private CurrentLogin login;

  private String reference;
  private String subject;
  private Long after;
  private transient CardFile file;
  private transient CardHistory history;

  private Long balanceLimit;
  private Long amountLimit;
  private String kind = "REPLACE";
  private String successor;
  private boolean closeDoubts;
  private String reason;

  /** Reads the card, or finds the one of a settlement or value update first. */
  public void load() {
    if (reference == null && subject != null) {
      reference = files.cardOf(login.login(), subject);
    }
    file = files.open(login.login(), reference == null ? "" : reference);
    history =
        files.history(
            login.login(),
            file.reference(),
            after == null ? OptionalLong.empty() : OptionalLong.of(after),
            LIMIT);
  }

  public String getReference() {
    return reference;
  }

  public void setReference(String reference) {
    this.reference = reference;
  }

  public String getSubject() {
    return subject;
  }

  public void setSubject(String subject) {
    this.subject = subject;
  }

  public Long getAfter() {
    return after;
  }

  public void setAfter(Long after) {
    this.after = after;
  }

  /** The card; read again where an action was refused. */
  public CardFile getFile() {
    if (file == null) {
      load();
    }
    return file;
  }

  public List<CardHistory.Event> getEvents() {
    getFile();
    return history.events();
  }

  public String getFirst() {
    return after == null ? null : PageMoves.address(PAGE, "ref", reference);
  }

  public String getNext() {
    getFile();
    OptionalLong next = history.next();
    return PageMoves.following(
        PAGE,
        next.isPresent() ? Optional.of(next.getAsLong()) : Optional.empty(),
        "ref",
        reference);
  }

  /** Whether this login may be the second operator of a decision. */
  public boolean mayApprove(CardDecision decision) {
    return login.isMayAct() && decision.mayBeApprovedBy(login.getName());
  }

  // --- orders

  @Acts(Role.OPERATOR)
  public void block() {
    order("BLOCK");
  }

  @Acts(Role.OPERATOR)
  public void unblock() {
    order("UNBLOCK");
  }

  @Acts(Role.OPERATOR)
  public void rekey() {
    order("REKEY");
  }

  /** How an amount of the card's currency is typed. */
  public String getExampleAmount() {
    return AmountText.typed(EXAMPLE_MINOR, getFile().view().currency());
  }

  /** Orders both limits. */
  @Acts(Role.OPERATOR)
  public void limit() {
    file = null;
    files.order(
        login.login(),
        reference,
        "LIMITS",
        OptionalLong.of(balanceLimit),
        OptionalLong.of(amountLimit));
    PageMoves.done("card.ordered", PAGE, "ref", reference);
  }

  private void order(String what) {
    file = null;
    files.order(login.login(), reference, what, OptionalLong.empty(), OptionalLong.empty());
    PageMoves.done("card.ordered", PAGE, "ref", reference);
  }

  public Long getBalanceLimit() {
    return balanceLimit;
  }

  public void setBalanceLimit(Long balanceLimit) {
    this.balanceLimit = balanceLimit;
  }

  public Long getAmountLimit() {
    return amountLimit;
  }

  public void setAmountLimit(Long amountLimit) {
    this.amountLimit = amountLimit;
  }

  // --- decisions

  @Acts(Role.OPERATOR)
  public void propose() {
    file = null;
    files.propose(
        login.login(),
        reference,
        kind,
        Optional.ofNullable(successor).map(digits -> digits.replace(" ", "")),
        closeDoubts,
        reason);
    PageMoves.done("card.proposed", PAGE, "ref", reference);
  }

  /** Approves what another operator has proposed. */
  @Acts(Role.OPERATOR)
  public void approve(String decisionId) {
    file = null;
    files.approve(login.login(), decisionId);
    PageMoves.done("card.approved", PAGE, "ref", reference);
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  /** The successor's number is written into the form and shown by no page. */
  public String getSuccessor() {
    return null;
  }

  public void setSuccessor(String successor) {
    this.successor = successor;
  }

  public boolean isCloseDoubts() {
    return closeDoubts;
  }

  public void setCloseDoubts(boolean closeDoubts) {
    this.closeDoubts = closeDoubts;
  }

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }
}
