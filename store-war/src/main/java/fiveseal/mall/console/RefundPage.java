package fiveseal.mall.console;

import static fiveseal.manager.Role.LOWER_STORE;
import static fiveseal.manager.Role.MALL_ADMIN;

import fiveseal.mall.MallRefunds;
import fiveseal.manager.FoundSettlements;
import fiveseal.manager.MallReversals.AskedRefund;
import fiveseal.manager.SettlementStory;
import fiveseal.manager.StoreConsole;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.web.ActTrail;
import fiveseal.web.Acts;
import fiveseal.web.AmountText;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gives back a line or a part of it, in two steps: amount and reason, then a confirmation that
 * bears the refund's id. Whose line it is, is looked at with the login each time: a lower store
 * gives back its own lines, and the mall's device signs for it.
 */
@Named
@RequestScoped
public class RefundPage {
  private static final int NOTE_MAX = 200;
  private static final String FORM = "confirm";
  private static final List<String> REASONS =
      List.of("RETURNED", "OUT_OF_STOCK", "DEFECTIVE", "MISTAKE", "GOODWILL");

  @Inject private HttpServletRequest request;
  @Inject private CurrentLogin login;
  @Inject private MallRefunds refunds;
  @Inject private ActTrail trail;
  @EJB private StoreConsole console;

  private String refundId;
  private String id;
  private String line;
  private String amount;
  private String reason;
  private String note;
  private SettlementStory story;

  private SettlementStory story() {
    if (story == null) {
      story = console.story(login.tenant(), String.valueOf(getId()));
      if (!refunds.isOwn(story.settlement().storeId())) {
        throw notFound();
      }
    }
    return story;
  }

  private static ProtocolException notFound() {
    return new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
  }

  public FoundSettlements.Row getSettlement() {
    return story().settlement();
  }

  /** The line that is given back, among those that may be seen. */
  public FoundSettlements.Line getSold() {
    return getSettlement().lines().stream()
        .filter(sold -> String.valueOf(sold.lineNo()).equals(getLine()))
        .findFirst()
        .orElseThrow(RefundPage::notFound);
  }

  /** How much of it may still go back, minor units. */
  public long getLeft() {
    return new RefundRoom(story(), refunds.of(getSettlement().settlementId())).left(getSold());
  }

  /** As it would be typed: with as many decimals as the currency has. */
  public String getLeftTyped() {
    return AmountText.typed(getLeft(), getSettlement().currency());
  }

  public List<String> getReasons() {
    return REASONS;
  }

  /** Whether the first step is done: the amount and the reason can be asked to be confirmed. */
  public boolean isConfirming() {
    return isConfirmed()
        || (request.getParameter("next") != null && !isAmountWrong() && !isReasonWrong());
  }

  /** Whether the confirmation is what was sent; its fields must be there to be read. */
  private boolean isConfirmed() {
    return request.getParameter(FORM) != null;
  }

  private OptionalLong minor() {
    OptionalLong minor = AmountText.minor(getAmount(), getSettlement().currency());
    return minor.isPresent() && minor.getAsLong() >= 1 && minor.getAsLong() <= getLeft()
        ? minor
        : OptionalLong.empty();
  }

  public boolean isAmountWrong() {
    return request.getParameter("next") != null && minor().isEmpty();
  }

  public boolean isReasonWrong() {
    return request.getParameter("next") != null && !REASONS.contains(getReason());
  }

  /** Minor units. */
  public long getAmountMinor() {
    return minor().orElse(0);
  }

  /** Gives it back; the same page again gives it back once. */
  @Acts({MALL_ADMIN, LOWER_STORE})
  public String confirm() {
    FoundSettlements.Line sold = getSold();
    long wanted =
        AmountText.minor(getAmount(), getSettlement().currency())
            .orElseThrow(() -> ProtocolException.refused("no amount"));
    if (!REASONS.contains(getReason()) || getRefundId().isEmpty()) {
      throw ProtocolException.refused("no reason");
    }
    requireRoom(sold, wanted);
    AskedRefund asked =
        new AskedRefund(
            getRefundId(),
            getSettlement().settlementId(),
            sold.lineNo(),
            sold.storeId(),
            wanted,
            getSettlement().currency(),
            getReason(),
            getNote(),
            login.login().name(),
            Optional.empty(),
            Optional.empty());
    MallRefunds.Outcome outcome =
        trail.done(
            "refund-asked",
            sold.storeId(),
            asked.settlementId(),
            wanted + " " + asked.currency() + ", " + asked.reason(),
            () -> refunds.refund(asked));
    if (outcome == MallRefunds.Outcome.TAKEN) {
      Notice.success("refund.taken");
    } else {
      Notice.warning("refund.onItsWay");
    }
    return "/console/settlement?faces-redirect=true&id=" + getSettlement().settlementId();
  }

  /** What was confirmed before stands already in the records and is not counted against itself. */
  private void requireRoom(FoundSettlements.Line sold, long wanted) {
    List<AskedRefund> others =
        refunds.of(getSettlement().settlementId()).stream()
            .filter(other -> !other.refundId().equals(getRefundId()))
            .toList();
    boolean repeated = others.size() < refunds.of(getSettlement().settlementId()).size();
    if (!repeated && (wanted < 1 || wanted > new RefundRoom(story(), others).left(sold))) {
      throw ProtocolException.refused("more than is left of this line");
    }
  }

  /** From the address, or before the confirmation's fields are set from what it sent. */
  private String given(String field, String parameter) {
    String sent = isConfirmed() ? FORM + "-" + parameter : parameter;
    return field != null
        ? field
        : Optional.ofNullable(request.getParameter(sent)).map(String::strip).orElse("");
  }

  public String getId() {
    return given(id, "id");
  }

  public void setId(String id) {
    this.id = id;
  }

  public String getLine() {
    return given(line, "line");
  }

  public void setLine(String line) {
    this.line = line;
  }

  public String getAmount() {
    return given(amount, "amount");
  }

  public void setAmount(String amount) {
    this.amount = amount;
  }

  public String getReason() {
    return given(reason, "reason");
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  /** In their own words, as many as are kept. */
  public String getNote() {
    String text = given(note, "note").replaceAll("\\p{Cc}", " ");
    return text.codePointCount(0, text.length()) <= NOTE_MAX
        ? text
        : text.substring(0, text.offsetByCodePoints(0, NOTE_MAX));
  }

  public void setNote(String note) {
    this.note = note;
  }

  /** Made with the page that asks for confirmation, and sent back by it. */
  public String getRefundId() {
    if (refundId == null) {
      refundId = refunds.newId();
    }
    return refundId;
  }

  public void setRefundId(String refundId) {
    this.refundId = refundId;
  }
}
