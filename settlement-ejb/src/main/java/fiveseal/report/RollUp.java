package fiveseal.report;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Counts what happened by hour. A step takes the changes of all transactions between the horizon it
 * had come to and the one that is now ({@code pg_snapshot_xmin}: no earlier transaction runs any
 * more, so none of its changes can come later), and counts every hour that they touched again, from
 * settlements, transfers and refunds as they are. Whatever changes late or is committed late
 * touches its hour again; counting twice gives the same.
 *
 * <p>A busy store's hour costs more to count the longer it lasts: 17 s with its 1,080,000 payments
 * at 300 a second. So a step that took long is followed by a pause of {@link #PAUSE} times as long,
 * whatever node would do the next one, and counting never takes more than a twentieth of the time;
 * but of {@link #PAUSE_MAX} at most, or a count of the whole history would stop the figures for
 * hours. Whoever wants everything counted again need not wait.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RollUp {
  private static final long ALONE = 0x6669_7665_726F_6C6CL;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int PAUSE = 20;
  private static final Duration PAUSE_MAX = Duration.ofMinutes(10);

  /** The horizon with which everything is counted. */
  private static final String EVERYTHING = "0";

  private static final String MARK =
      "select cast(cast(case when r.horizon > h.now then '0' else r.horizon end as xid8)"
          + " as text), cast(h.now as text), r.rolled_at, r.took_millis from roll_up r,"
          + " (select pg_snapshot_xmin(pg_current_snapshot()) as now) h"
          + " where r.roll_up_name = 'activity'";

  private static final String KEEP =
      "update roll_up set horizon = cast(? as xid8), rolled_at = ?, took_millis = ?"
          + " where roll_up_name = 'activity'";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Clock clock;

  /**
   * Counts what changed since the last step, unless that took so long that it is too early; only
   * one node does at a time.
   *
   * @return how many hours of stores were counted again
   */
  public int step() {
    if (!(Boolean) one("select pg_try_advisory_xact_lock(?)", ALONE)) {
      return 0;
    }
    Object[] mark = (Object[]) one(MARK);
    Instant begun = clock.instant();
    if (!EVERYTHING.equals(mark[0])
        && isTooEarly(Rows.time(mark[2]), Rows.number(mark[3]), begun)) {
      return 0;
    }
    List<?> touched =
        entities
            .createNativeQuery(RollUpQueries.TOUCHED)
            .setParameter(1, mark[0])
            .setParameter(2, mark[1])
            .setParameter(3, mark[0])
            .setParameter(4, mark[1])
            .setParameter(5, mark[0])
            .setParameter(6, mark[1])
            .getResultList();
    for (Object row : touched) {
      Object[] hour = (Object[]) row;
      count((String) hour[0], Instant.ofEpochSecond(Rows.number(hour[1]) * HOUR.toSeconds()));
    }
    Instant done = clock.instant();
    entities
        .createNativeQuery(KEEP)
        .setParameter(1, mark[1])
        .setParameter(2, done.atOffset(ZoneOffset.UTC))
        .setParameter(3, Math.max(0, Duration.between(begun, done).toMillis()))
        .executeUpdate();
    return touched.size();
  }

  /** A clock that was set back holds nothing up. */
  private static boolean isTooEarly(Instant last, long tookMillis, Instant now) {
    long pauseMillis = Math.min(PAUSE * tookMillis, PAUSE_MAX.toMillis());
    return !now.isBefore(last) && now.isBefore(last.plusMillis(pauseMillis));
  }

  private void count(String store, Instant hour) {
    Sql count = RollUpQueries.count(store, hour, hour.plus(HOUR));
    var query = entities.createNativeQuery(count.text());
    for (int i = 0; i < count.parameters().size(); i++) {
      query.setParameter(i + 1, count.parameters().get(i));
    }
    query.executeUpdate();
  }

  private Object one(String sql, Object... values) {
    var query = entities.createNativeQuery(sql);
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return query.getSingleResult();
  }
}
