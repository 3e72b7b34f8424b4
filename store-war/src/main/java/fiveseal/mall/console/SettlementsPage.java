package fiveseal.mall.console;

import fiveseal.manager.FoundSettlements;
import fiveseal.manager.SettlementQuery.Place;
import fiveseal.manager.StoreConsole;
import fiveseal.protocol.UuidV7;
import fiveseal.web.CurrentLogin;
import fiveseal.web.Formats;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settlements of whoever is signed in: a form in the address, a page by keyset, a file. */
@Named
@RequestScoped
public class SettlementsPage {
  private static final int ROWS = 50;

  /** In the order of a settlement's life. */
  private static final List<String> STATES =
      List.of(
          "REQUESTED",
          "ISSUED",
          "IN_DOUBT",
          "COMPLETED",
          "RECEIPTED",
          "DECLINED",
          "EXPIRED",
          "CANCELLED",
          "REVERSED");

  @Inject private HttpServletRequest request;
  @Inject private CurrentLogin login;
  @Inject private Formats formats;
  @EJB private StoreConsole console;

  private SettlementWish wish;
  private FoundSettlements found;
  private List<StoreConsole.Seller> sellers;

  private SettlementWish wish() {
    if (wish == null) {
      wish = new SettlementWish(request::getParameter, formats.getZone(), ConsoleCurrency.code());
    }
    return wish;
  }

  private FoundSettlements found() {
    if (found == null) {
      found = console.search(login.tenant(), wish().query(place(), ROWS));
    }
    return found;
  }

  private Place place() {
    Optional<String> after = id("after");
    return after
        .map(Place::olderThan)
        .or(() -> id("before").map(Place::newerThan))
        .orElseGet(Place::newest);
  }

  private Optional<String> id(String parameter) {
    return SettlementWish.text(request.getParameter(parameter)).filter(UuidV7::isCanonical);
  }

  public List<FoundSettlements.Row> getRows() {
    return found().settlements();
  }

  /** What stands in a field of the form. */
  public String value(String field) {
    return wish().value(field);
  }

  public boolean wrong(String field) {
    return wish().isWrong(field);
  }

  public boolean isFiltered() {
    return wish().isAnything();
  }

  public List<String> getStates() {
    return STATES;
  }

  public List<StoreConsole.Seller> getSellers() {
    if (sellers == null) {
      sellers = console.sellers(login.tenant());
    }
    return sellers;
  }

  /** A lower store sells alone in what it sees. */
  public boolean isSellersShown() {
    return login.tenant().kind() != fiveseal.manager.Tenant.Kind.LOWER_STORE
        && getSellers().size() > 1;
  }

  /** The names of those who sell in a settlement, in the order of its lines. */
  public String sellersOf(FoundSettlements.Row row) {
    Map<String, String> names = new TreeMap<>();
    getSellers().forEach(seller -> names.put(seller.storeId(), seller.name()));
    return SettlementCsv.joined(
        row.lines().stream()
            .map(line -> names.getOrDefault(line.storeId(), line.storeId()))
            .distinct()
            .toList());
  }

  public String ordersOf(FoundSettlements.Row row) {
    return SettlementCsv.joined(row.lines().stream().map(FoundSettlements.Line::orderRef).toList());
  }

  public String getCurrency() {
    return ConsoleCurrency.code();
  }

  /** The request of the last settlement that was looked at, if looking ended early; else null. */
  public Instant getLookedBackTo() {
    return found().lookedBackTo().orElse(null);
  }

  /** Address of the newest page; null there. */
  public String getFirst() {
    return place().settlementId().isPresent() ? wish().address() : null;
  }

  /** Address of the older page; null at the end. */
  public String getOlder() {
    return found().older().map(id -> wish().address() + "after=" + id).orElse(null);
  }

  /** Address of the newer page; null at the beginning. */
  public String getNewer() {
    return found().newer().map(id -> wish().address() + "before=" + id).orElse(null);
  }

  /** Address of the file with exactly these settlements, on all pages. */
  public String getFile() {
    return request.getContextPath() + "/console/settlements.csv" + wish().address();
  }
}
