package fiveseal.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The queries of what waits, each giving {@code id} and {@code since}; the parameter {@code ?1} is
 * the time now. What waits is found in several places, each with an index in the order of the list:
 * settlement_doubt_by_age, settlement_to_expire, value_update_doubt_by_age, value_update_to_expire
 * and settlement_to_be_receipted.
 */
final class WaitingQueries {
  private static final String PAYMENT_SINCE = "least(s.expires_at, s.cancelled_at)";
  private static final String UPDATE_SINCE = "coalesce(u.expires_at, u.created_at)";

  private static final String PAYMENTS =
      "select s.settlement_id as id, 'PAYMENT' as kind, s.store_id as store_id,"
          + " s.card_number as card_number, s.amount_minor as amount_minor,"
          + " s.currency as currency, "
          + PAYMENT_SINCE
          + " as since from settlement s where ";

  private static final String UPDATES =
      "select u.update_id, u.kind, null, u.card_number, u.amount_minor, u.currency, "
          + UPDATE_SINCE
          + " from value_update u where ";

  /** In doubt is also what was issued and has expired or been cancelled since. */
  static final Waiting DOUBTS =
      new Waiting(
          List.of(
              payments("s.state = 'IN_DOUBT'"),
              payments("s.state = 'ISSUED' and (s.expires_at <= ?1 or s.cancelled_at is not null)"),
              updates("u.state = 'IN_DOUBT'"),
              updates("u.state = 'ISSUED' and u.expires_at is not null and u.expires_at <= ?1")));

  static final Waiting RECEIPTS =
      new Waiting(
          List.of(
              new Place(
                  "select s.settlement_id as id, s.store_id as store_id,"
                      + " s.request_id as request_id, s.amount_minor as amount_minor,"
                      + " s.currency as currency, s.completed_at as since"
                      + " from settlement s where s.state = 'COMPLETED'",
                  "s.completed_at",
                  "s.settlement_id")));

  /** Since when a doubt is one, or was, by its id alone ({@code ?1}). */
  static final String DOUBT_SINCE =
      "select "
          + PAYMENT_SINCE
          + " from settlement s where s.settlement_id = ?1 union all select "
          + UPDATE_SINCE
          + " from value_update u where u.update_id = ?1";

  /** Since when a receipt is outstanding, or was, by its id alone ({@code ?1}). */
  static final String RECEIPT_SINCE =
      "select s.completed_at from settlement s where s.settlement_id = ?1"
          + " and s.completed_at is not null";

  private WaitingQueries() {}

  private static Place payments(String condition) {
    return new Place(PAYMENTS + condition, PAYMENT_SINCE, "s.settlement_id");
  }

  private static Place updates(String condition) {
    return new Place(UPDATES + condition, UPDATE_SINCE, "u.update_id");
  }

  /** Where something waits: all of it, its time and its id. */
  private record Place(String all, String since, String id) {

    String first(boolean behind) {
      return "("
          + all
          + (behind ? " and (" + since + ", " + id + ") > (?2, ?3)" : "")
          + " order by "
          + since
          + ", "
          + id
          + " limit ?4)";
    }
  }

  /** What waits somewhere. */
  record Waiting(List<Place> places) {
    boolean dependsOnTime() {
      return places.stream().anyMatch(place -> place.all().contains("?1"));
    }

    private String union(Function<Place, String> part) {
      return places.stream().map(part).collect(Collectors.joining(" union all "));
    }

    /** The page behind {@code (?2, ?3)}, if there is one, of at most {@code ?4}. */
    String page(boolean behind) {
      return "select w.* from ("
          + union(place -> place.first(behind))
          + ") w order by w.since, w.id limit ?4";
    }

    /** How many since after {@code ?2}, {@code ?3}, {@code ?4}, each without the ones before. */
    String ages() {
      return "select count(*) filter (where w.since > ?2),"
          + " count(*) filter (where w.since <= ?2 and w.since > ?3),"
          + " count(*) filter (where w.since <= ?3 and w.since > ?4),"
          + " count(*) filter (where w.since <= ?4) from ("
          + union(Place::all)
          + ") w";
    }
  }
}
