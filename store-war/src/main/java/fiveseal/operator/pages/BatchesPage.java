package fiveseal.operator.pages;

import fiveseal.manager.BureauPage;
import fiveseal.manager.BureauView;
import fiveseal.manager.Bureaus;
import fiveseal.manager.CardBatchOrder;
import fiveseal.manager.CardBatchPage;
import fiveseal.manager.CardBatchView;
import fiveseal.manager.CardBatches;
import fiveseal.manager.Role;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.web.Acts;
import fiveseal.web.AmountText;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The batches of cards and the bureaus that make them. */
@Named("batchesPage")
@ViewScoped
public class BatchesPage implements Serializable {
  private static final long serialVersionUID = 1;

  private static final int LIMIT = 50;
  private static final int BUREAUS = 200;
  private static final String PAGE = "batches";

  @EJB private CardBatches batches;
  @EJB private Bureaus bureaus;
  @Inject private CurrentLogin login;

  private String after;
  private transient CardBatchPage page;
  private transient BureauPage known;

  private String bureau;
  private String currency = "JPY";
  private long cards = 100;
  private String balanceLimit;
  private String amountLimit;
  private String name;
  private String key;

  private CardBatchPage page() {
    if (page == null) {
      page = batches.list(login.login(), Optional.ofNullable(after), LIMIT);
    }
    return page;
  }

  public List<CardBatchView> getBatches() {
    return page().batches();
  }

  public String getFirst() {
    return after == null ? null : PageMoves.address(PAGE);
  }

  public String getNext() {
    return PageMoves.following(PAGE, page().next());
  }

  /** The newest of them. */
  public List<BureauView> getBureaus() {
    if (known == null) {
      known = bureaus.list(login.login(), Optional.empty(), BUREAUS);
    }
    return known.bureaus();
  }

  /** Those that make cards. */
  public List<BureauView> getInService() {
    return getBureaus().stream().filter(each -> !each.isRetired()).toList();
  }

  /** Orders a batch, and opens it. */
  @Acts(Role.OPERATOR)
  public void order() {
    page = null;
    OptionalLong balance = minor(balanceLimit);
    OptionalLong amount = minor(amountLimit);
    if (balance.isEmpty() || amount.isEmpty()) {
      PageMoves.refused("batch.limitsWrong");
      return;
    }
    CardBatchView ordered =
        batches.order(
            login.login(),
            new CardBatchOrder(bureau, currency, cards, balance.getAsLong(), amount.getAsLong()));
    PageMoves.done("batch.ordered", "batch", "id", ordered.batchId());
  }

  private OptionalLong minor(String typed) {
    try {
      return AmountText.minor(typed == null ? "" : typed, currency);
    } catch (ProtocolException e) {
      return OptionalLong.empty();
    }
  }

  @Acts(Role.OPERATOR)
  public void register() {
    known = null;
    bureaus.register(login.login(), name, jwk());
    PageMoves.done("bureau.registered", PAGE);
  }

  private Map<String, Object> jwk() {
    JsonMembers members = Json.object(key.strip());
    Map<String, Object> jwk = new LinkedHashMap<>();
    for (String member : new String[] {"kty", "crv", "x", "y"}) {
      jwk.put(member, members.text(member));
    }
    members.end();
    return jwk;
  }

  @Acts(Role.OPERATOR)
  public void retire(String bureauId) {
    known = null;
    bureaus.retire(login.login(), bureauId);
    PageMoves.done("bureau.retired", PAGE);
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after;
  }

  public String getBureau() {
    return bureau;
  }

  public void setBureau(String bureau) {
    this.bureau = bureau;
  }

  public String getCurrency() {
    return currency;
  }

  public void setCurrency(String currency) {
    this.currency = currency;
  }

  public long getCards() {
    return cards;
  }

  public void setCards(long cards) {
    this.cards = cards;
  }

  public String getBalanceLimit() {
    return balanceLimit;
  }

  public void setBalanceLimit(String balanceLimit) {
    this.balanceLimit = balanceLimit;
  }

  public String getAmountLimit() {
    return amountLimit;
  }

  public void setAmountLimit(String amountLimit) {
    this.amountLimit = amountLimit;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getKey() {
    return key;
  }

  public void setKey(String key) {
    this.key = key;
  }
}
