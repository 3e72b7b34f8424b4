package fiveseal.report;

import fiveseal.manager.SettlementQuery;
import fiveseal.settlement.SettlementEvent;
import fiveseal.settlement.SettlementLife;
import fiveseal.settlement.SettlementState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The statements of a search. The index that serves the wish best gives candidates in the order of
 * ids, at most {@link #LOOK} of them; each is then looked at, and looking ends as soon as the page
 * is full. So a page costs the same however long the history is.
 *
 * <p>A lower store's candidates come from its own lines alone: where looking ended is told by an
 * id, and no sibling's settlement may be named.
 */
final class SearchSql {
  /** So many settlements are looked at for a page, at most. */
  static final int LOOK = 500;

  /** The columns that {@link #pageAndEnd} has behind those of {@link #page}. */
  static final int LOOKED_AT = 8;

  static final int FARTHEST = 9;

  private static final String COLUMNS =
      "select s.settlement_id, s.store_id, s.request_id, s.state, s.amount_minor, s.currency,"
          + " s.completed_at, s.expires_at";

  private final Scope scope;
  private final SettlementQuery query;
  private final Optional<SettlementState> state;
  private final Instant now;

  /**
   * @throws IllegalArgumentException if there is no such state
   */
  SearchSql(Scope scope, SettlementQuery query, Instant now) {
    this.scope = scope.narrowedTo(query.store());
    this.query = query;
    this.state = query.state().map(SettlementState::valueOf);
    this.now = now;
  }

  /** At most one row more than the page has. */
  Sql page() {
    return page(new Sql().add("(").add(candidates()).add(")"));
  }

  private Sql page(Sql candidates) {
    return new Sql()
        .add(COLUMNS)
        .add(" from ")
        .add(candidates)
        .add(" c cross join lateral (select * from settlement x")
        .add(" where x.settlement_id = c.settlement_id limit 1) s where true")
        .add(scope.condition())
        .add(wish())
        .add(" order by c.settlement_id" + direction() + " limit ?", query.limit() + 1);
  }

  /**
   * The same, and in each row how many candidates there are, at most {@link #LOOK}, and the id of
   * the farthest; one row without a settlement if none is found. It is one statement, since what is
   * requested between two would move the end beyond what the first has looked at.
   */
  Sql pageAndEnd() {
    String farthest = query.place().older() ? "min" : "max";
    return new Sql()
        .add("with candidate as materialized (")
        .add(candidates())
        .add(") select p.*, e.looked_at, e.farthest from (select count(*) as looked_at, ")
        .add(farthest + "(settlement_id) as farthest from candidate) e left join (")
        .add(page(new Sql().add("candidate")))
        .add(") p on true order by p.settlement_id" + direction());
  }

  private Sql candidates() {
    Optional<String> seller = seller();
    Sql candidates;
    if (query.settlementId().isPresent()) {
      candidates = ofStores("and s.settlement_id = ?", query.settlementId().get());
    } else if (query.requestId().isPresent() && scope.own().isEmpty()) {
      candidates = ofEachStore(store -> ofRequest(store, query.requestId().get()));
    } else if (query.orderRef().isPresent()) {
      candidates = ofSellers(seller);
    } else if (seller.isPresent() && (scope.own().isPresent() || !isRare())) {
      candidates = ofSellers(seller);
    } else if (isRare()) {
      candidates = ofEachStore(this::inRareState);
    } else {
      candidates = ofStores("");
    }
    return candidates;
  }

  private Optional<String> seller() {
    return scope.own().or(query::seller);
  }

  /** RECEIPTED is nearly everything, and in no index of states. */
  private boolean isRare() {
    return state.isPresent() && state.get() != SettlementState.RECEIPTED;
  }

  /** The settlements of the scope's store, or all, straight by id. */
  private Sql ofStores(String condition, Object... values) {
    Sql ids = new Sql().add("select s.settlement_id from settlement s where true ");
    scope.store().ifPresent(id -> ids.add("and s.store_id = ? ", id));
    return ids.add(condition, values).add(bounds("s")).add(inOrder("s"));
  }

  /** Of one store, or of each that asks for settlements. */
  private Sql ofEachStore(Function<Sql, Sql> ofOne) {
    return scope
        .store()
        .map(id -> ofOne.apply(new Sql().add("?", id)))
        .orElseGet(
            () ->
                merged(
                    new Sql().add("select r.store_id from store r where r.mall_id is null"),
                    ofOne.apply(new Sql().add("st.store_id"))));
  }

  private Sql ofRequest(Sql store, String requestId) {
    return new Sql()
        .add("select s.settlement_id from settlement s where s.store_id = ")
        .add(store)
        .add(" and s.request_id = ?", requestId)
        .add(bounds("s"))
        .add(inOrder("s"));
  }

  /** The states are written out, since only then the index without RECEIPTED may serve. */
  private Sql inRareState(Sql store) {
    List<Sql> branches =
        stored(state.orElseThrow()).stream()
            .map(
                stored ->
                    new Sql()
                        .add("(select s.settlement_id from settlement s where s.store_id = ")
                        .add(store)
                        .add(" and s.state = '" + stored + "'")
                        .add(bounds("s"))
                        .add(inOrder("s"))
                        .add(")"))
            .toList();
    Sql union = new Sql().add("select b.settlement_id from (").add(branches.get(0));
    branches.stream().skip(1).forEach(branch -> union.add(" union all ").add(branch));
    return union.add(") b").add(inOrder("b"));
  }

  private Sql ofSellers(Optional<String> seller) {
    return seller
        .map(id -> lines(new Sql().add("?", id)))
        .orElseGet(() -> merged(sellingStores(), lines(new Sql().add("st.store_id"))));
  }

  private Sql lines(Sql store) {
    Sql lines =
        new Sql()
            .add("select distinct l.settlement_id from settlement_line l where l.store_id = ")
            .add(store);
    query.orderRef().ifPresent(ref -> lines.add(" and l.order_ref = ?", ref));
    return lines.add(bounds("l")).add(inOrder("l"));
  }

  private Sql sellingStores() {
    Sql stores = new Sql().add("select r.store_id from store r");
    scope.store().ifPresent(id -> stores.add(" where r.store_id = ? or r.mall_id = ?", id, id));
    return stores;
  }

  /** The first candidates of all stores together; of each no more than those are read. */
  private Sql merged(Sql stores, Sql ofOne) {
    return new Sql()
        .add("select distinct e.settlement_id from (")
        .add(stores)
        .add(") st cross join lateral (")
        .add(ofOne)
        .add(") e")
        .add(inOrder("e"));
  }

  private String inOrder(String alias) {
    return " order by " + alias + ".settlement_id" + direction() + " limit " + LOOK;
  }

  private String direction() {
    return query.place().older() ? " desc" : "";
  }

  private Sql bounds(String alias) {
    String id = " and " + alias + ".settlement_id ";
    Sql bounds = new Sql();
    query.from().ifPresent(time -> bounds.add(id + ">= ?", IdTime.first(time)));
    query.to().ifPresent(time -> bounds.add(id + "< ?", IdTime.first(time)));
    query
        .place()
        .settlementId()
        .ifPresent(place -> bounds.add(id + (query.place().older() ? "< ?" : "> ?"), place));
    return bounds;
  }

  /** All conditions of the wish on {@code settlement s}, whichever index gave the candidates. */
  private Sql wish() {
    Sql wish = new Sql();
    query.settlementId().ifPresent(id -> wish.add(" and s.settlement_id = ?", id));
    query.requestId().ifPresent(id -> wish.add(" and s.request_id = ?", id));
    if (scope.own().isEmpty()) {
      query.seller().ifPresent(id -> wish.add(line("and w.store_id = ?"), id));
    }
    query.orderRef().ifPresent(ref -> wish.add(ofOrder(ref)));
    state.ifPresent(wanted -> wish.add(inState(wanted)));
    query.amountFromMinor().ifPresent(least -> wish.add(amount(">= ?", least)));
    query.amountToMinor().ifPresent(most -> wish.add(amount("<= ?", most)));
    if (query.amountFromMinor().isPresent() || query.amountToMinor().isPresent()) {
      query.amountCurrency().ifPresent(code -> wish.add(" and s.currency = ?", code));
    }
    return wish;
  }

  private static String line(String condition) {
    return " and (select count(*) from settlement_line w where w.settlement_id = s.settlement_id "
        + condition
        + ") > 0";
  }

  private Sql ofOrder(String ref) {
    return scope
        .own()
        .map(id -> new Sql().add(line("and w.order_ref = ? and w.store_id = ?"), ref, id))
        .orElseGet(() -> new Sql().add(line("and w.order_ref = ?"), ref));
  }

  private Sql amount(String comparison, long minor) {
    return scope
        .own()
        .map(
            id ->
                new Sql()
                    .add(
                        " and (select sum(a.amount_minor) from settlement_line a"
                            + " where a.settlement_id = s.settlement_id and a.store_id = ?) ",
                        id)
                    .add(comparison, minor))
        .orElseGet(() -> new Sql().add(" and s.amount_minor " + comparison, minor));
  }

  /** As of now, though expiry is not written by itself. */
  private Sql inState(SettlementState wanted) {
    Sql any = new Sql().add(" and (false");
    for (SettlementState stored : stored(wanted)) {
      any.add(" or s.state = '" + stored + "'");
      if (SettlementLife.allows(stored, SettlementEvent.EXPIRE)) {
        any.add(
            " and s.expires_at " + (stored == wanted ? ">" : "<=") + " ?",
            now.atOffset(ZoneOffset.UTC));
      }
    }
    return any.add(")");
  }

  /** The states in which rows may stand that are in the wanted one now. */
  private static List<SettlementState> stored(SettlementState wanted) {
    return Arrays.stream(SettlementState.values())
        .filter(
            stored ->
                stored == wanted
                    || (SettlementLife.allows(stored, SettlementEvent.EXPIRE)
                        && SettlementLife.after(stored, SettlementEvent.EXPIRE) == wanted))
        .toList();
  }
}
