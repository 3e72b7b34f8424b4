package fiveseal.ledger;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.ZoneOffset;

/**
 * Writes balances down, so that nobody has to add up the whole ledger to know them.
 *
 * <p>A roll-up contains every transfer that was posted by a database transaction below its horizon:
 * the number below which no transaction is under way any more. So what it contains is complete and
 * stays so, in whatever order transactions commit, and what it does not contain is at or above the
 * horizon. Numbers of transfers would not do: nodes take them from the sequence by fifties.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class BalanceRollUp {
  /** With fewer transfers since the last roll-up there is none yet: they are soon added up. */
  static final int TRANSFERS_MIN = 500;

  /** An account gets a snapshot of its own for about so many of its transfers. */
  static final int LEGS_MIN = 100;

  private static final long ALONE = 0x6669_7665_6c65_6467L;

  private static final String WAITING =
      "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint), count(*)"
          + " from transfer t"
          + " where t.posted_in >= ?1"
          + " and t.posted_in < cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)";

  private static final String KEEP =
      "insert into ledger_roll_up (cluster_id, horizon, ceiling, transfers, made_at) values ("
          + BalanceQueries.CLUSTER
          + ", ?1, cast(cast(pg_current_xact_id() as text) as bigint), ?2, ?3)";

  private static final String KINDS =
      "insert into kind_balance_snapshot"
          + " (cluster_id, horizon, kind, currency, debited_minor, credited_minor) select "
          + BalanceQueries.CLUSTER
          + ", ?2, k.kind, k.currency, cast(sum(k.debited) as bigint), cast(sum(k.credited) as bigint)"
          + " from ("
          + BalanceQueries.kinds("t.posted_in >= ?1 and t.posted_in < ?2")
          + ") k group by k.kind, k.currency";

  private static final String ACCOUNTS =
      "insert into account_balance_snapshot"
          + " (cluster_id, account_id, horizon, debited_minor, credited_minor) select "
          + BalanceQueries.CLUSTER
          + ", m.account_id, ?2, cast(coalesce(s.debited_minor, 0) + l.debited as bigint),"
          + " cast(coalesce(s.credited_minor, 0) + l.credited as bigint)"
          + " from (select t.debit_account_id as account_id from transfer t"
          + " where t.posted_in >= ?1 and t.posted_in < ?2"
          + " union select t.credit_account_id from transfer t"
          + " where t.posted_in >= ?1 and t.posted_in < ?2) m"
          + " left join lateral (select s.horizon, s.debited_minor, s.credited_minor"
          + " from account_balance_snapshot s where s.cluster_id = "
          + BalanceQueries.CLUSTER
          + " and s.account_id = m.account_id order by s.horizon desc limit 1) s on true"
          + " cross join lateral (select count(*) as legs, sum(x.debited) as debited,"
          + " sum(x.credited) as credited from ("
          + "select t.amount_minor as debited, 0 as credited from transfer t"
          + " where t.debit_account_id = m.account_id and (t.debit_account_id, t.posted_in)"
          + " >= (m.account_id, coalesce(s.horizon, 0))"
          + " and (t.debit_account_id, t.posted_in) < (m.account_id, ?2)"
          + " union all select 0, t.amount_minor from transfer t"
          + " where t.credit_account_id = m.account_id and (t.credit_account_id, t.posted_in)"
          + " >= (m.account_id, coalesce(s.horizon, 0))"
          + " and (t.credit_account_id, t.posted_in) < (m.account_id, ?2)) x) l"
          + " where l.legs >= ?3";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Balances balances;
  @Inject Clock clock;

  /**
   * Rolls up, if enough was posted and no other node does so now.
   *
   * @return how many transfers were rolled up
   */
  public long rollUp() {
    return rollUp(TRANSFERS_MIN, LEGS_MIN);
  }

  long rollUp(int transfersMin, int legsMin) {
    if (!isAlone()) {
      return 0;
    }
    long last = balances.horizon();
    Object[] waiting =
        (Object[]) entities.createNativeQuery(WAITING).setParameter(1, last).getSingleResult();
    long horizon = ((Number) waiting[0]).longValue();
    long transfers = ((Number) waiting[1]).longValue();
    if (transfers < transfersMin) {
      return 0;
    }
    entities
        .createNativeQuery(KEEP)
        .setParameter(1, horizon)
        .setParameter(2, transfers)
        .setParameter(3, clock.instant().atOffset(ZoneOffset.UTC))
        .executeUpdate();
    entities
        .createNativeQuery(KINDS)
        .setParameter(1, last)
        .setParameter(2, horizon)
        .executeUpdate();
    entities
        .createNativeQuery(ACCOUNTS)
        .setParameter(1, last)
        .setParameter(2, horizon)
        .setParameter(3, legsMin)
        .executeUpdate();
    return transfers;
  }

  /** Until the transaction ends nobody else rolls up. */
  private boolean isAlone() {
    return (Boolean)
        entities
            .createNativeQuery("select pg_try_advisory_xact_lock(?)")
            .setParameter(1, ALONE)
            .getSingleResult();
  }
}
