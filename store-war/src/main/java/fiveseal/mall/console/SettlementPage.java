package fiveseal.mall.console;

import static fiveseal.manager.Role.MALL_ADMIN;

import fiveseal.mall.MallRefunds;
import fiveseal.manager.FoundSettlements;
import fiveseal.manager.MallReversals.AskedRefund;
import fiveseal.manager.SealFinding;
import fiveseal.manager.SettlementStory;
import fiveseal.manager.StoreConsole;
import fiveseal.manager.Tenant;
import fiveseal.web.ActTrail;
import fiveseal.web.Acts;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One settlement: what became of it, its seals, its money, what goes back. */
@Named
@RequestScoped
public class SettlementPage {
  @Inject private HttpServletRequest request;
  @Inject private CurrentLogin login;
  @Inject private MallRefunds refunds;
  @Inject private ActTrail trail;
  @EJB private StoreConsole console;

  private String id;
  private SettlementStory story;
  private List<SealFinding> findings;
  private List<AskedRefund> asked;
  private Map<String, String> names;

  public String getId() {
    if (id != null) {
      return id;
    }
    String ofForm = request.getParameter("delivery-id");
    return ofForm != null ? ofForm : request.getParameter("id");
  }

  public void setId(String id) {
    this.id = id;
  }

  /** What became of it; nothing is found that is not the reader's. */
  public SettlementStory getStory() {
    if (story == null) {
      story = console.story(login.tenant(), String.valueOf(getId()));
    }
    return story;
  }

  public FoundSettlements.Row getSettlement() {
    return getStory().settlement();
  }

  /** Whether the seals shall be verified again now. */
  public boolean isVerifying() {
    return request.getParameter("verify") != null;
  }

  public List<SealFinding> getFindings() {
    if (findings == null) {
      findings = console.verify(login.tenant(), getSettlement().settlementId());
    }
    return findings;
  }

  public boolean isEverySealHolding() {
    return getFindings().stream().allMatch(SealFinding::holds);
  }

  /** Whether nothing is to be seen but the reader's own part. */
  public boolean isPart() {
    return login.tenant().kind() == Tenant.Kind.LOWER_STORE;
  }

  /** Whether the mall whose device is here asked for it: others refund with their own device. */
  public boolean isOwn() {
    return refunds.isOwn(getSettlement().storeId());
  }

  /** How much of a line may still go back, minor units. */
  public long left(FoundSettlements.Line line) {
    return isOwn() ? new RefundRoom(getStory(), asked()).left(line) : 0;
  }

  private List<AskedRefund> asked() {
    if (asked == null) {
      asked = isOwn() ? refunds.of(getSettlement().settlementId()) : List.of();
    }
    return asked;
  }

  /** The refunds that the mall confirmed here of lines that may be seen. */
  public List<AskedRefund> getAsked() {
    Set<Integer> seen =
        getSettlement().lines().stream()
            .map(FoundSettlements.Line::lineNo)
            .collect(Collectors.toSet());
    return asked().stream().filter(refund -> seen.contains(refund.lineNo())).toList();
  }

  /** Where a refund that was confirmed here stands: the manager's word, or none yet. */
  public String stateOf(AskedRefund refund) {
    if (!refund.taken().orElse(true)) {
      return "REFUSED";
    }
    return getStory().refunds().stream()
        .filter(arrived -> arrived.refundId().equals(refund.refundId()))
        .map(SettlementStory.GivenBack::state)
        .findFirst()
        .orElse("ON_ITS_WAY");
  }

  /** Refunds that were signed elsewhere, such as by a lower store's own device. */
  public List<SettlementStory.GivenBack> getOthers() {
    Set<String> here = asked().stream().map(AskedRefund::refundId).collect(Collectors.toSet());
    List<SettlementStory.GivenBack> others = new ArrayList<>(getStory().refunds());
    others.removeIf(refund -> here.contains(refund.refundId()));
    return others;
  }

  /** A seller's name. */
  public String name(String storeId) {
    if (names == null) {
      names = new HashMap<>();
      console.sellers(login.tenant()).forEach(seller -> names.put(seller.storeId(), seller.name()));
    }
    return names.getOrDefault(storeId, storeId);
  }

  /** Delivers message 3 again. */
  @Acts(MALL_ADMIN)
  public String resend() {
    trail.done(
        "delivery-resend",
        String.valueOf(getId()),
        "",
        () -> {
          console.resend(login.tenant(), String.valueOf(getId()));
          return getId();
        });
    Notice.success("settlement.resent");
    return "/console/settlement?faces-redirect=true&id=" + getId();
  }
}
