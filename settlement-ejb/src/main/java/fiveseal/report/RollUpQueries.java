package fiveseal.report;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The statements of the roll-up. */
final class RollUpQueries {
  /** The hour, counted from 1970, in a settlement's id. */
  private static final String HOUR_OF_ID =
      "cast(cast('x' || lpad(replace(substr(s.settlement_id, 1, 13), '-', ''), 16, '0')"
          + " as bit(64)) as bigint) / 3600000";

  /** Stores and hours that were touched by transactions from one to before another. */
  static final String TOUCHED =
      "select s.store_id, cast("
          + HOUR_OF_ID
          + " as bigint) from settlement s"
          + " where s.changed_in >= cast(? as xid8) and s.changed_in < cast(? as xid8)"
          + " union select s.store_id, cast("
          + hour("s.completed_at")
          + " as bigint) from settlement s where s.completed_at is not null"
          + " and s.changed_in >= cast(? as xid8) and s.changed_in < cast(? as xid8)"
          + " union select s.store_id, cast("
          + hour("r.received_at")
          + " as bigint) from refund r join settlement s on s.settlement_id = r.settlement_id"
          + " where r.changed_in >= cast(? as xid8) and r.changed_in < cast(? as xid8)"
          + " order by 1, 2";

  private static final String COLUMNS =
      "requested, open, in_doubt, completed, receipted, declined, expired, cancelled, reversed,"
          + " payments, sales_minor, commission_minor, fee_minor, refunds, refunded_minor";

  /** How the requests of the hour stand now, as a whole and for each seller in them. */
  private static final String OUTCOMES =
      "select x.seller, s.currency, 1 as requested,"
          + " cast(s.state in ('REQUESTED', 'ISSUED') as int) as open,"
          + state("IN_DOUBT", "in_doubt")
          + state("COMPLETED", "completed")
          + state("RECEIPTED", "receipted")
          + state("DECLINED", "declined")
          + state("EXPIRED", "expired")
          + state("CANCELLED", "cancelled")
          + state("REVERSED", "reversed")
          + " 0 as payments, 0 as sales_minor, 0 as commission_minor, 0 as fee_minor,"
          + " 0 as refunds, 0 as refunded_minor"
          + " from settlement s cross join lateral (select '*' as seller union all"
          + " select distinct l.store_id from settlement_line l"
          + " where l.settlement_id = s.settlement_id) x"
          + " where s.store_id = ? and s.settlement_id >= ? and s.settlement_id < ?";

  /** What cards paid in the hour, whenever it was requested. */
  private static final String SALES =
      "select x.seller, s.currency, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,"
          + " x.sales_minor, x.commission_minor, x.fee_minor, 0, 0"
          + " from settlement s cross join lateral ("
          + "select coalesce(l.store_id, '*') as seller,"
          + moved("PAYMENT", "sales_minor, ")
          + moved("COMMISSION", "commission_minor, ")
          + moved("FEE", "fee_minor")
          + " from transfer t join settlement_line l on l.settlement_id = t.settlement_id and"
          + " l.line_no = t.line_no where t.settlement_id = s.settlement_id and t.kind in"
          + " ('PAYMENT', 'COMMISSION', 'FEE') group by grouping sets ((l.store_id), ())) x where"
          + " s.store_id = ? and s.completed_at >= ? and s.completed_at < ?";

  /** What was given back in the hour, whenever it was paid. */
  private static final String REFUNDS =
      "select x.seller, s.currency, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, x.refunded_minor"
          + " from refund r join settlement s on s.settlement_id = r.settlement_id"
          + " cross join lateral (select coalesce(a.owner, '*') as seller,"
          + " coalesce(sum(t.amount_minor), 0) as refunded_minor"
          + " from transfer t join account a on a.account_id = t.debit_account_id"
          + " where t.credit_id = r.credit_id and t.kind = 'REFUND_ACCEPTED'"
          + " group by grouping sets ((a.owner), ())) x"
          + " where s.store_id = ? and r.received_at >= ? and r.received_at < ?";

  private RollUpQueries() {}

  private static String hour(String time) {
    return "floor(extract(epoch from " + time + ") / 3600)";
  }

  private static String state(String state, String name) {
    return " cast(s.state = '" + state + "' as int) as " + name + ",";
  }

  private static String moved(String kind, String name) {
    return " coalesce(sum(t.amount_minor) filter (where t.kind = '" + kind + "'), 0) as " + name;
  }

  /** Counts an hour of a store and writes it, whatever stood there. */
  static Sql count(String store, Instant from, Instant to) {
    return new Sql()
        .add("insert into activity_hour (mall_id, seller, hour_start, currency, " + COLUMNS + ")")
        .add(" select ?, p.seller, ?, p.currency, ", store, at(from))
        .add(COLUMNS.replaceAll("([a-z_]+)", "sum(p.$1)"))
        .add(" from (" + OUTCOMES, store, IdTime.first(from), IdTime.first(to))
        .add(" union all " + SALES, store, at(from), at(to))
        .add(" union all " + REFUNDS, store, at(from), at(to))
        .add(") p group by p.seller, p.currency")
        .add(" on conflict (mall_id, seller, hour_start, currency) do update set ")
        .add(COLUMNS.replaceAll("([a-z_]+)", "$1 = excluded.$1"));
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
