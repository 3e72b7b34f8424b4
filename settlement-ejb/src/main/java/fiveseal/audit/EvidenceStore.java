package fiveseal.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps and finds signed messages; the caller's transaction decides. */
@ApplicationScoped
public class EvidenceStore {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  /** Keeps a message. */
  public StoredMessage keep(Seal seal, String subjectId, String compact, Instant at) {
    StoredMessage message = new StoredMessage(seal, subjectId, compact, at);
    entities.persist(message);
    return message;
  }

  /** The message of this seal, where a subject has only one. */
  public Optional<StoredMessage> find(Seal seal, String subjectId) {
    return entities
        .createQuery(
            "select m from StoredMessage m where m.subjectId = :subject and m.seal = :seal",
            StoredMessage.class)
        .setParameter("subject", subjectId)
        .setParameter("seal", seal.number())
        .getResultStream()
        .findFirst();
  }

  /** All messages of a subject, in the order of their seals. */
  public List<StoredMessage> of(String subjectId) {
    return entities
        .createQuery(
            "select m from StoredMessage m where m.subjectId = :subject"
                + " order by m.seal, m.receivedAt, m.id",
            StoredMessage.class)
        .setParameter("subject", subjectId)
        .getResultList();
  }

  /** The compact string of a message that is known to be there. */
  public String compact(long id) {
    return entities
        .createQuery("select m.compact from StoredMessage m where m.id = :id", String.class)
        .setParameter("id", id)
        .getSingleResult();
  }
}
