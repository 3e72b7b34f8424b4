package fiveseal.ceremony;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Key ceremonies in the database. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CeremonyBook {
  private static final Duration CARRYING_OUT = Duration.ofMinutes(1);

  /** One approval at a time across all nodes. */
  private static final String ALONE =
      "select 1 from (select pg_advisory_xact_lock(hashtextextended('key_ceremony', 0))) as locked";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  public void propose(Ceremony ceremony) {
    entities.persist(ceremony);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<Ceremony> find(String id) {
    return Optional.ofNullable(entities.find(Ceremony.class, id));
  }

  /**
   * @param before only ceremonies with a smaller id
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Ceremony> list(Optional<String> before, int limit) {
    return entities
        .createQuery(
            "select c from Ceremony c where c.id < :before order by c.id desc", Ceremony.class)
        .setParameter("before", before.orElse("~"))
        .setMaxResults(limit)
        .getResultList();
  }

  /**
   * Marks it as approved: from now on it is being carried out. If that does not end, it may be
   * approved again after a minute, and goes on.
   *
   * @param newest the number of the newest key of a kind
   * @return whether it was approved before, so that part of it may be done
   * @throws ProtocolException {@code message-refused} by its own proposer, or one who may be, or
   *     while it or another ceremony is being carried out
   */
  public boolean approve(String id, String operator, Instant now, ToIntFunction<String> newest) {
    entities.createNativeQuery(ALONE).getSingleResult();
    Ceremony ceremony = entities.find(Ceremony.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (!ceremony.mayBeApprovedBy(operator)) {
      throw ProtocolException.refused(
          "another operator has to approve this, and a token that belongs to no login may be the"
              + " same one's");
    }
    boolean approvedBefore = ceremony.isApproved();
    if (!ceremony.isDone()) {
      if (isAnyCarriedOut(now)) {
        throw ProtocolException.refused("a ceremony is being carried out: look again in a minute");
      }
      if (ceremony.act() == CeremonyAct.ROTATE && !ceremony.hasBegun()) {
        ceremony.beginAfter(newest.applyAsInt(ceremony.kind()));
      }
      ceremony.approve(operator, now);
    }
    return approvedBefore;
  }

  private boolean isAnyCarriedOut(Instant now) {
    return !entities
        .createQuery(
            "select c.id from Ceremony c where c.state = fiveseal.ceremony.CeremonyState.APPROVED"
                + " and c.approvedAt > :since",
            String.class)
        .setParameter("since", now.minus(CARRYING_OUT).atOffset(ZoneOffset.UTC))
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** It cannot be carried out as things stand: nobody has approved it. */
  public void reopen(String id) {
    Ceremony ceremony = entities.find(Ceremony.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (ceremony.isApproved()) {
      ceremony.reopen();
    }
  }

  /**
   * @throws ProtocolException {@code message-refused} if it was done by somebody else meanwhile
   */
  public void done(String id, String record) {
    Ceremony ceremony = entities.find(Ceremony.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (ceremony.isDone()) {
      throw new ProtocolException(
          ErrorCode.MESSAGE_REFUSED, "the ceremony was carried out at the same time");
    }
    ceremony.done(record);
  }
}
