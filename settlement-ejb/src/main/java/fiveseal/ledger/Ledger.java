package fiveseal.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Posts transfers (protocol section 5). */
@ApplicationScoped
public class Ledger {
  private static final int NUMBERS_KEPT_MAX = 100_000;

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Accounts accounts;

  private final Map<AccountName, Long> numbers = new ConcurrentHashMap<>();

  /**
   * Finds or opens the accounts. To be called before the transaction that posts, unless all of them
   * are known to be open.
   */
  public List<PreparedPosting> prepare(List<Posting> postings) {
    return postings.stream()
        .map(
            posting ->
                new PreparedPosting(posting, number(posting.debit()), number(posting.credit())))
        .toList();
  }

  private long number(AccountName name) {
    Long known = numbers.get(name);
    if (known != null) {
      return known;
    }
    long number = accounts.find(name).orElseGet(() -> accounts.open(name));
    if (numbers.size() < NUMBERS_KEPT_MAX) {
      numbers.put(name, number);
    }
    return number;
  }

  /** Posts in the caller's transaction. */
  public void post(List<PreparedPosting> postings, Subject subject, Instant at) {
    for (PreparedPosting posting : postings) {
      entities.persist(new Transfer(posting, subject, at));
    }
  }

  /** Whether anything was posted for a value update. */
  public boolean hasTransfers(String updateId) {
    return !entities
        .createQuery("select t.id from Transfer t where t.updateId = :update", Long.class)
        .setParameter("update", updateId)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  private static long number(Object sum) {
    return ((Number) sum).longValue();
  }

  /** The balances of an owner's accounts of one kind by currency, minor units. */
  public Map<String, Long> balancesOf(AccountKind kind, String owner) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select a.currency,"
                    + " coalesce((select sum(amount_minor) from transfer t"
                    + "   where t.credit_account_id = a.account_id), 0)"
                    + " - coalesce((select sum(amount_minor) from transfer t"
                    + "   where t.debit_account_id = a.account_id), 0)"
                    + " from account a where a.kind = ?1 and a.owner = ?2 order by a.currency")
            .setParameter(1, kind.name())
            .setParameter(2, owner)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .collect(Collectors.toMap(row -> (String) row[0], row -> number(row[1])));
  }

  /**
   * The transfers of a settlement or value update, in the order of posting; those of one moment by
   * line, the sale before what is taken off it.
   */
  public List<PostedTransfer> of(String subjectId) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select d.kind, d.owner, c.kind, c.owner, t.amount_minor, t.currency, t.kind"
                    + " from transfer t join account d on d.account_id = t.debit_account_id"
                    + " join account c on c.account_id = t.credit_account_id"
                    + " where t.settlement_id = ? or t.update_id = ?"
                    + " order by t.posted_at, t.line_no, t.kind <> 'PAYMENT', t.kind")
            .setParameter(1, subjectId)
            .setParameter(2, subjectId)
            .getResultList();
    return rows.stream().map(row -> PostedTransfer.of((Object[]) row)).toList();
  }
}
