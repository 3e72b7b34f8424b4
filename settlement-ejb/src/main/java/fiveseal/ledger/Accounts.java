package fiveseal.ledger;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Opens accounts at first need, in a transaction of their own, so that their numbers may be kept.
 */
@Stateless
public class Accounts {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Clock clock;

  /**
   * The number of the account, which exists from now on. To be called outside a transaction: within
   * one it would hold a second connection.
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public long open(AccountName name) {
    entities
        .createNativeQuery(
            "insert into account (account_id, kind, owner, currency, opened_at)"
                + " values (nextval('account_seq'), ?, ?, ?, ?) on conflict do nothing")
        .setParameter(1, name.kind().name())
        .setParameter(2, name.owner())
        .setParameter(3, name.currency())
        .setParameter(4, clock.instant().atOffset(ZoneOffset.UTC))
        .executeUpdate();
    return find(name).orElseThrow();
  }

  /** The number of the account, if it was ever opened; on the caller's own connection. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<Long> find(AccountName name) {
    return entities
        .createQuery(
            "select a.id from Account a"
                + " where a.kind = :kind and a.owner = :owner and a.currency = :currency",
            Long.class)
        .setParameter("kind", name.kind())
        .setParameter("owner", name.owner())
        .setParameter("currency", name.currency())
        .getResultStream()
        .findFirst();
  }
}
