package fiveseal.ledger;

import fiveseal.manager.Period;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was posted to accounts, newest first, in the order of the transactions that posted it, and
 * of the time where one transaction's number stands for many: after a restore. Below the newest
 * horizon a statement never changes.
 *
 * <p>A period is a run of this order: from the first transfer that was posted in it to the last
 * one. So what a statement begins with and what it ends with differ by exactly its lines, also
 * where two nodes posted at midnight and did not agree on the second. Where in the order a time is
 * to be looked for, the roll-ups tell: each was made at a time, all that is below its horizon was
 * posted before, and all that was posted before is below its ceiling.
 */
@ApplicationScoped
public class Statements {
  /** Longer than a transaction takes from its time to its commit, and than clocks differ. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  /** A place in the order of posting. */
  private record Place(long postedIn, Instant postedAt, long transferId) {
    static final Place FIRST = new Place(0, Instant.EPOCH, 0);
    static final Place LAST = new Place(Long.MAX_VALUE, Instant.EPOCH, 0);

    Place next() {
      return new Place(postedIn, postedAt, transferId + 1);
    }
  }

  /**
   * A page of an account's transfers.
   *
   * @param after a transfer: only those before it
   * @throws ProtocolException {@code message-malformed} if there is no such transfer
   */
  public List<StatementLine> of(
      AccountName account, long id, Period period, Optional<Long> after, int limit) {
    Optional<Place> begin =
        period.from().isPresent() ? oldest(id, period.from().get()) : Optional.of(Place.FIRST);
    Optional<Place> end =
        after.isPresent() ? Optional.of(place(after.get())) : end(id, period.to());
    return begin.isEmpty() || end.isEmpty()
        ? List.of()
        : between(account, id, begin.get(), end.get(), limit);
  }

  private Optional<Place> end(long id, Optional<Instant> to) {
    return to.isPresent() ? newest(id, to.get()).map(Place::next) : Optional.of(Place.LAST);
  }

  private Place place(long transfer) {
    return place(
            entities
                .createNativeQuery(BalanceQueries.PLACE)
                .setParameter(1, transfer)
                .getResultList())
        .orElseThrow(
            () ->
                new ProtocolException(
                    ErrorCode.MESSAGE_MALFORMED, "after is no transfer's number"));
  }

  /** The account's first transfer at that time or later. */
  private Optional<Place> oldest(long id, Instant from) {
    long posted = rolledUp(BalanceQueries.HORIZON_BEFORE, from.minus(MARGIN)).orElse(0L);
    return place(found(BalanceQueries.OLDEST, id, posted, from));
  }

  /** The account's last transfer before that time. */
  private Optional<Place> newest(long id, Instant to) {
    long posted = rolledUp(BalanceQueries.CEILING_AFTER, to.plus(MARGIN)).orElse(Long.MAX_VALUE);
    return place(found(BalanceQueries.NEWEST, id, posted, to));
  }

  private Optional<Long> rolledUp(String query, Instant time) {
    List<?> found =
        entities
            .createNativeQuery(query)
            .setParameter(1, time.atOffset(ZoneOffset.UTC))
            .getResultList();
    return found.stream().findFirst().map(Statements::number);
  }

  private List<?> found(String query, long id, long posted, Instant time) {
    return entities
        .createNativeQuery(query)
        .setParameter(1, id)
        .setParameter(2, posted)
        .setParameter(3, time.atOffset(ZoneOffset.UTC))
        .getResultList();
  }

  private static Optional<Place> place(List<?> found) {
    return found.stream()
        .findFirst()
        .map(Object[].class::cast)
        .map(row -> new Place(number(row[0]), Times.of(row[1]), number(row[2])));
  }

  private List<StatementLine> between(
      AccountName account, long id, Place begin, Place end, int limit) {
    Object[] snapshot = snapshot(id, end.postedIn());
    Query query =
        entities
            .createNativeQuery(BalanceQueries.STATEMENT)
            .setParameter(1, id)
            .setParameter(2, limit)
            .setParameter(3, number(snapshot[0]))
            .setParameter(4, end.postedIn())
            .setParameter(5, end.postedAt().atOffset(ZoneOffset.UTC))
            .setParameter(6, end.transferId())
            .setParameter(7, begin.postedIn())
            .setParameter(8, begin.postedAt().atOffset(ZoneOffset.UTC))
            .setParameter(9, begin.transferId());
    List<StatementLine> lines = new ArrayList<>();
    for (Object row : query.getResultList()) {
      lines.add(line((Object[]) row, account.currency(), number(snapshot[1]), lines));
    }
    return lines;
  }

  /** Horizon and balance; of an account without a snapshot zeros. */
  private Object[] snapshot(long id, long upTo) {
    List<?> found =
        entities
            .createNativeQuery(BalanceQueries.SNAPSHOT)
            .setParameter(1, id)
            .setParameter(2, upTo)
            .getResultList();
    return found.isEmpty() ? new Object[] {0L, 0L} : (Object[]) found.get(0);
  }

  /** Every line's balance but the first's follows from the line that is newer. */
  private static StatementLine line(
      Object[] row, String currency, long snapshotMinor, List<StatementLine> newer) {
    long balance = snapshotMinor + number(row[13]);
    if (!newer.isEmpty()) {
      StatementLine last = newer.get(newer.size() - 1);
      balance = last.balanceAfterMinor() - last.signedMinor();
    }
    Subject subject = subject(row);
    return new StatementLine(
        number(row[0]),
        Times.of(row[2]),
        TransferKind.valueOf((String) row[3]),
        new AccountName(AccountKind.valueOf((String) row[11]), (String) row[12], currency),
        number(row[4]) * number(row[9]),
        balance,
        subject.kind(),
        subject.id(),
        Optional.ofNullable((String) (row[5] == null ? row[14] : row[5])));
  }

  private static Subject subject(Object[] row) {
    if (row[5] != null) {
      return Subject.settlement((String) row[5]);
    }
    if (row[6] != null) {
      return Subject.update((String) row[6]);
    }
    return row[7] != null ? Subject.credit((String) row[7]) : Subject.decision((String) row[8]);
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
