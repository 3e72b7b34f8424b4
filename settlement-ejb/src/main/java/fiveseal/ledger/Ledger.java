package fiveseal.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
