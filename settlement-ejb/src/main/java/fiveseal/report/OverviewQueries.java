package fiveseal.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The statements of overviews: of roll-ups, and of what waits up to a bound. */
final class OverviewQueries {
  /** So far is counted what waits now. */
  static final int WAITING_MAX = 1000;

  /** Of a lower store's mall so many are looked at. */
  private static final int LOOK_MAX = 5000;

  private static final String SUMS =
      " coalesce(sum(h.requested), 0), coalesce(sum(h.open), 0), coalesce(sum(h.in_doubt), 0),"
          + " coalesce(sum(h.completed + h.receipted), 0), coalesce(sum(h.completed), 0),"
          + " coalesce(sum(h.declined), 0), coalesce(sum(h.expired), 0),"
          + " coalesce(sum(h.cancelled), 0), coalesce(sum(h.reversed), 0),"
          + " coalesce(sum(h.payments), 0), coalesce(sum(h.sales_minor), 0),"
          + " coalesce(sum(h.commission_minor), 0), coalesce(sum(h.fee_minor), 0),"
          + " coalesce(sum(h.refunds), 0), coalesce(sum(h.refunded_minor), 0)";

  /** What is summed up, for each store by itself: its hours alone are read, by their index. */
  private static final String RAW =
      ("requested, open, in_doubt, completed, receipted, declined, expired, cancelled, reversed,"
              + " payments, sales_minor, commission_minor, fee_minor, refunds, refunded_minor")
          .replaceAll("([a-z_]+)", "sum(x.$1) as $1");

  private OverviewQueries() {}

  /** Hour, currency and the sums of every hour in which something happened, in order. */
  static Sql hours(Scope scope, Instant from) {
    return new Sql()
        .add("select h.hour_start, h.currency," + SUMS + " from (")
        .add(malls(scope))
        .add(") m cross join lateral (select x.hour_start, x.currency, " + RAW)
        .add(" from activity_hour x where x.mall_id = m.store_id and x.seller = ?", seller(scope))
        .add(" and x.hour_start >= ? group by x.hour_start, x.currency) h", at(from))
        .add(" group by h.hour_start, h.currency order by h.currency, h.hour_start");
  }

  /** Seller, name, currency and the sums of those who sold something. */
  static Sql sellers(Scope scope, Instant from) {
    return new Sql()
        .add("select r.store_id, " + StoreNames.of("r") + ", h.currency," + SUMS + " from store r")
        .add(" cross join lateral (select x.currency, " + RAW + " from activity_hour x")
        .add(" where x.mall_id = coalesce(r.mall_id, r.store_id) and x.seller = r.store_id")
        .add(" and x.hour_start >= ? group by x.currency) h where true", at(from))
        .add(sellersOf(scope))
        .add(" group by r.store_id, r.name, h.currency order by h.currency, 14 desc, r.store_id");
  }

  private static String seller(Scope scope) {
    return scope.own().orElse("*");
  }

  private static Sql sellersOf(Scope scope) {
    Sql sellers = new Sql();
    scope.store().ifPresent(id -> sellers.add(" and (r.store_id = ? or r.mall_id = ?)", id, id));
    scope.own().ifPresent(id -> sellers.add(" and r.store_id = ?", id));
    return sellers;
  }

  private static Sql malls(Scope scope) {
    Optional<Sql> one =
        scope
            .store()
            .map(id -> new Sql().add("select cast(? as text) as store_id", id))
            .or(
                () ->
                    scope
                        .own()
                        .map(
                            id ->
                                new Sql()
                                    .add(
                                        "select r.mall_id as store_id from store r"
                                            + " where r.store_id = ?",
                                        id)));
    return one.orElseGet(
        () -> new Sql().add("select r.store_id from store r where r.mall_id is null"));
  }

  /** How many are in doubt, also though no one has written it yet. */
  static Sql doubts(Scope scope, Instant now) {
    return waiting(
        scope,
        new Sql()
            .add("(s.state = 'IN_DOUBT' or s.state = 'ISSUED'")
            .add(" and (s.expires_at <= ? or s.cancelled_at is not null))", at(now)));
  }

  /** How many are paid without receipt. */
  static Sql receipts(Scope scope) {
    return waiting(scope, new Sql().add("s.state = 'COMPLETED'"));
  }

  private static Sql waiting(Scope scope, Sql condition) {
    Sql candidates = new Sql().add("select s.settlement_id from settlement s where ");
    candidates.add(condition);
    scope.store().ifPresent(id -> candidates.add(" and s.store_id = ?", id));
    scope
        .own()
        .ifPresent(
            id ->
                candidates.add(
                    " and s.store_id = (select r.mall_id from store r where r.store_id = ?)", id));
    return new Sql()
        .add("select count(*) from (select 1 from (")
        .add(candidates)
        .add(" limit " + LOOK_MAX + ") s where true")
        .add(new Scope(Optional.empty(), scope.own()).condition())
        .add(" limit " + (WAITING_MAX + 1) + ") w");
  }

  private static Object at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
