package fiveseal.ceremony;

import fiveseal.keys.KeyKind;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** What still needs a secret key, so that it must not be destroyed. */
@Dependent
public class KeyDependents {
  /** An active card has no open command of a version before its own. */
  private static final String CARDS =
      "SELECT EXISTS (SELECT 1 FROM card c WHERE c.key_version = ?1 AND (c.life = 'ACTIVE' OR EXISTS"
          + " (SELECT 1 FROM command m WHERE m.card_number = c.card_number AND m.state = 'OPEN')))"
          + " OR EXISTS (SELECT 1 FROM card_batch b WHERE b.key_version = ?1 AND b.closed_at IS NULL)";

  private static final String EVER =
      "SELECT EXISTS (SELECT 1 FROM card c WHERE c.key_version = ?1 OR c.issued_key_version = ?1)"
          + " OR EXISTS (SELECT 1 FROM card_batch b WHERE b.key_version = ?1)";

  private static final String CERTIFICATES =
      "SELECT EXISTS (SELECT 1 FROM store_key k WHERE k.issuer_kid = ?1 AND k.revoked_at IS NULL"
          + " AND k.not_after > ?2 AND (k.superseded_at IS NULL OR k.superseded_at > ?2))";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Clock clock;

  /**
   * @param name its kid, or its version
   * @throws ProtocolException {@code message-refused} saying what needs it
   */
  void requireNone(KeyKind kind, String name) {
    switch (kind) {
      case CARD_MASTER ->
          require(
              !(Boolean)
                  entities
                      .createNativeQuery(CARDS)
                      .setParameter(1, Integer.valueOf(name))
                      .getSingleResult(),
              "cards have keys of this version, or are being made with them, or commands under it are"
                  + " open");
      case AUTHORITY ->
          require(
              !(Boolean)
                  entities
                      .createNativeQuery(CERTIFICATES)
                      .setParameter(1, name)
                      .setParameter(2, OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
                      .getSingleResult(),
              "stores' keys that it certified are in use");
      case SIGNING -> {
        // What it signed is verified with its public key.
      }
    }
  }

  /** Whether any card has, had or is to get a key of a version. */
  boolean everHad(int version) {
    return (Boolean) entities.createNativeQuery(EVER).setParameter(1, version).getSingleResult();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw ProtocolException.refused(otherwise);
    }
  }
}
