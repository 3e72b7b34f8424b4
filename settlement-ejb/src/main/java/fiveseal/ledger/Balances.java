package fiveseal.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /** The balances of an owner's accounts of one kind by currency, minor units. */
  public Map<String, Long> ofOwner(AccountKind kind, String owner) {
    List<?> rows =
        entities
            .createNativeQuery(BalanceQueries.OWNER)
            .setParameter(1, kind.name())
            .setParameter(2, owner)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .collect(Collectors.toMap(row -> (String) row[0], row -> number(row[1])));
  }

  private static AccountBalance account(Object columns) {
    Object[] row = (Object[]) columns;
    return new AccountBalance(
        number(row[0]),
        new AccountName(AccountKind.valueOf((String) row[1]), (String) row[2], (String) row[3]),
        number(row[4]));
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
