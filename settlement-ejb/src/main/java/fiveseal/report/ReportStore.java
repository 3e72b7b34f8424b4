package fiveseal.report;

import fiveseal.manager.AgeCounts;
import fiveseal.protocol.ProtocolException;
import fiveseal.report.WaitingQueries.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Asks the database what waits. */
@ApplicationScoped
public class ReportStore {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration THREE_DAYS = Duration.ofDays(3);

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  /** The ages of all that is in doubt. */
  AgeCounts doubtAges(Instant now) {
    return ages(WaitingQueries.DOUBTS, now);
  }

  /** The ages of all receipts that are outstanding. */
  AgeCounts receiptAges(Instant now) {
    return ages(WaitingQueries.RECEIPTS, now);
  }

  private AgeCounts ages(Waiting waiting, Instant now) {
    Object[] counts =
        (Object[])
            timed(waiting.ages(), waiting, now)
                .setParameter(2, at(now.minus(HOUR)))
                .setParameter(3, at(now.minus(DAY)))
                .setParameter(4, at(now.minus(THREE_DAYS)))
                .getSingleResult();
    return new AgeCounts(
        Rows.number(counts[0]),
        Rows.number(counts[1]),
        Rows.number(counts[2]),
        Rows.number(counts[3]));
  }

  /** Rows of {@link WaitingQueries#DOUBTS}, longest in doubt first. */
  List<?> doubts(Optional<String> after, int limit, Instant now) {
    return page(WaitingQueries.DOUBTS, WaitingQueries.DOUBT_SINCE, after, limit, now);
  }

  /** Rows of {@link WaitingQueries#RECEIPTS}, longest completed first. */
  List<?> receipts(Optional<String> after, int limit, Instant now) {
    return page(WaitingQueries.RECEIPTS, WaitingQueries.RECEIPT_SINCE, after, limit, now);
  }

  private List<?> page(
      Waiting waiting, String since, Optional<String> after, int limit, Instant now) {
    Query query = timed(waiting.page(after.isPresent()), waiting, now).setParameter(4, limit);
    after.ifPresent(
        id -> query.setParameter(2, at(Rows.time(since(since, id)))).setParameter(3, id));
    return query.getResultList();
  }

  private Object since(String query, String id) {
    List<?> found = entities.createNativeQuery(query).setParameter(1, id).getResultList();
    if (found.isEmpty()) {
      throw ProtocolException.malformed("after is none of this list's ids");
    }
    return found.get(0);
  }

  private Query timed(String query, Waiting waiting, Instant now) {
    Query created = entities.createNativeQuery(query);
    return waiting.dependsOnTime() ? created.setParameter(1, at(now)) : created;
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
