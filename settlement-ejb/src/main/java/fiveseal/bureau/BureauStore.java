package fiveseal.bureau;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Bureaus in the database. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class BureauStore {
  private static final String NEWEST_ID = "ffffffff";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  /**
   * @throws ProtocolException {@code conflicting-replay} if a bureau has this key
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void add(Bureau bureau) {
    List<?> same =
        entities
            .createQuery("select b from Bureau b where b.kid = :kid", Bureau.class)
            .setParameter("kid", bureau.kid())
            .getResultList();
    if (!same.isEmpty()) {
      throw new ProtocolException(ErrorCode.CONFLICTING_REPLAY, "a bureau has this key");
    }
    entities.persist(bureau);
  }

  /**
   * @throws ProtocolException {@code not-found}
   */
  public Bureau find(String id) {
    return Optional.ofNullable(entities.find(Bureau.class, id)).orElseThrow(BureauTrail::nothing);
  }

  /** The newest first, older than one of them. */
  public List<Bureau> page(Optional<String> after, int limit) {
    return entities
        .createQuery("select b from Bureau b where b.id < :after order by b.id desc", Bureau.class)
        .setParameter("after", after.orElse(NEWEST_ID))
        .setMaxResults(limit)
        .getResultList();
  }

  /** Retires it; one that is retired stays retired since then. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Bureau retire(String id, String by, Instant now) {
    Bureau bureau = entities.find(Bureau.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (bureau == null) {
      throw BureauTrail.nothing();
    }
    bureau.retire(by, now);
    return bureau;
  }
}
