package fiveseal.valueupdate;

import fiveseal.config.Configuration;
import fiveseal.protocol.Amount;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Value updates and vouchers in the database. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class UpdateStore {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Configuration configuration;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<Update> find(String id) {
    return Optional.ofNullable(entities.find(Update.class, id));
  }

  /** Writes a new load in a transaction of its own. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void create(Update load, Instant now) {
    write(load, now);
  }

  /**
   * Writes a new load and reserves its voucher in the caller's transaction.
   *
   * @throws ProtocolException {@code funding-refused} for an unknown, used, expired or other
   *     voucher alike
   */
  public void write(Update load, Instant now) {
    entities.persist(load);
    entities.flush();
    VoucherPaper voucher =
        entities.find(VoucherPaper.class, load.voucherDigest(), LockModeType.PESSIMISTIC_WRITE);
    if (voucher == null
        || configuration.isOlderThanRestore(voucher.madeAt())
        || !voucher.reserve(load.id(), load.amount(), now)) {
      throw new ProtocolException(ErrorCode.FUNDING_REFUSED, "this funding cannot be used");
    }
  }

  /** Writes a new update in the caller's transaction. */
  public void add(Update update) {
    entities.persist(update);
    // Commands refer to it.
    entities.flush();
  }

  /** What waits for this card, or is out, but for the holders' own loads; oldest first. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Update> pendingOf(String cardNumber) {
    return entities
        .createQuery(
            "select u from Update u where u.cardNumber = :card and u.state in :pending"
                + " order by u.createdAt, u.id",
            Update.class)
        .setParameter("card", cardNumber)
        .setParameter(
            "pending", List.of(UpdateStatus.REQUESTED, UpdateStatus.ISSUED, UpdateStatus.IN_DOUBT))
        .getResultList()
        .stream()
        .filter(update -> !update.isFundedByVoucher())
        .toList();
  }

  /** The parts of a credit that wait or are out. */
  public List<Update> partsPending(String creditId) {
    return entities
        .createQuery(
            "select u from Update u where u.creditId = :credit and u.state in :pending"
                + " order by u.id",
            Update.class)
        .setParameter("credit", creditId)
        .setParameter(
            "pending", List.of(UpdateStatus.REQUESTED, UpdateStatus.ISSUED, UpdateStatus.IN_DOUBT))
        .getResultList();
  }

  /** Loads that have outlived their time and do not say so yet, longest past first. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<String> outlived(Instant now, int limit) {
    List<?> ids =
        entities
            .createNativeQuery(
                "select update_id from value_update where state in ('REQUESTED', 'ISSUED')"
                    + " and expires_at is not null and expires_at <= ? order by expires_at limit ?")
            .setParameter(1, now.atOffset(ZoneOffset.UTC))
            .setParameter(2, limit)
            .getResultList();
    return ids.stream().map(String.class::cast).toList();
  }

  /** The update, its row locked until the caller's transaction ends. */
  public Update lock(String id) {
    return entities.find(Update.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The update whose row the caller's transaction has locked. */
  public Update held(String id) {
    return entities.find(Update.class, id);
  }

  /** The load did not happen: its voucher is usable again. */
  public void giveBackVoucher(Update load) {
    entities
        .find(VoucherPaper.class, load.voucherDigest(), LockModeType.PESSIMISTIC_WRITE)
        .giveBack();
  }

  /** Writes a new voucher in a transaction of its own. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void voucher(byte[] digest, Amount amount, Instant now) {
    entities.persist(new VoucherPaper(digest, amount, now));
  }
}
