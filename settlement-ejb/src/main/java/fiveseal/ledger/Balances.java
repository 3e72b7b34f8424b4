package fiveseal.ledger;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What accounts have: the newest snapshot, and what was posted since. */
@ApplicationScoped
public class Balances {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  /** Every transfer with a smaller transaction is rolled up; 0 if nothing is. */
  long horizon() {
    List<?> found = entities.createNativeQuery(BalanceQueries.HORIZON).getResultList();
    return found.isEmpty() ? 0 : number(found.get(0));
  }

  /** How many transfers are not rolled up, at most {@code limit}. */
  public long tail(int limit) {
    return number(
        entities
            .createNativeQuery(BalanceQueries.TAIL)
            .setParameter(1, horizon())
            .setParameter(2, limit)
            .getSingleResult());
  }

  /** The trial balance, by currency and kind; kinds without a transfer are not in it. */
  public List<KindBalance> ofKinds() {
    List<?> rows =
        entities.createNativeQuery(BalanceQueries.KINDS).setParameter(1, horizon()).getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new KindBalance(
                    AccountKind.valueOf((String) row[0]),
                    (String) row[1],
                    number(row[2]),
                    number(row[3])))
        .toList();
  }

  /** The sum of all accounts' balances in one currency, which is zero; minor units. */
  public long sum(String currency) {
    return ofKinds().stream()
        .filter(kind -> kind.currency().equals(currency))
        .mapToLong(KindBalance::balanceMinor)
        .sum();
  }

  /** An account by its number. */
  public Optional<AccountBalance> of(long accountId) {
    List<?> rows =
        entities
            .createNativeQuery(BalanceQueries.ACCOUNT)
            .setParameter(1, accountId)
            .getResultList();
    return rows.stream().map(Balances::account).findFirst();
  }

  /**
   * Accounts of a kind by owner and currency.
   *
   * @param behind only those behind this owner and, of this owner's, behind this currency
   */
  public List<AccountBalance> ofKind(AccountKind kind, AccountName behind, int limit) {
    List<?> rows =
        entities
            .createNativeQuery(BalanceQueries.ACCOUNTS)
            .setParameter(1, kind.name())
            .setParameter(2, behind.owner())
            .setParameter(3, behind.currency())
            .setParameter(4, limit)
            .getResultList();
    return rows.stream().map(Balances::account).toList();
  }

  private static AccountBalance account(Object columns) {
    Object[] row = (Object[]) columns;
    return new AccountBalance(
        number(row[0]),
        new AccountName(AccountKind.valueOf((String) row[1]), (String) row[2], (String) row[3]),
        number(row[4]));
  }

  /**
   * An account's transfers, newest first, in the order of the transactions that posted them. Below
   * the newest horizon a statement never changes.
   *
   * @param after a transfer: only those before it
   * @throws ProtocolException {@code message-malformed} if there is no such transfer
   */
  public List<StatementLine> statement(
      AccountName account, long id, Optional<Long> after, int limit) {
    long end = after.map(this::postedIn).orElse(Long.MAX_VALUE);
    Object[] snapshot = snapshot(id, end);
    Query query =
        entities
            .createNativeQuery(BalanceQueries.statement(after.isPresent()))
            .setParameter(1, id)
            .setParameter(2, limit)
            .setParameter(3, number(snapshot[0]));
    after.ifPresent(transfer -> query.setParameter(4, end).setParameter(5, transfer));
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

  private long postedIn(long transfer) {
    List<?> found =
        entities
            .createNativeQuery("select t.posted_in from transfer t where t.transfer_id = ?1")
            .setParameter(1, transfer)
            .getResultList();
    if (found.isEmpty()) {
      throw new ProtocolException(ErrorCode.MESSAGE_MALFORMED, "after is no transfer's number");
    }
    return number(found.get(0));
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
