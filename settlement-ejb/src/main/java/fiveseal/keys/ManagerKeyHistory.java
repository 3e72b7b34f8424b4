package fiveseal.keys;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The manager's public keys of all times, since what an old key signed is verified for ever. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ManagerKeyHistory {
  private static final String INSERT =
      "INSERT INTO manager_key"
          + " (kid, purpose, certificate, issuer_kid, not_before, not_after, recorded_at)"
          + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (kid) DO NOTHING";

  /** One node at a time records a key, and says whom it succeeds. */
  private static final String LOCK =
      "select 1 from (select pg_advisory_xact_lock(hashtextextended('manager_key', 0))) as locked";

  private static final String END =
      "INSERT INTO manager_key_end (kid, what, at, recorded_at)"
          + " SELECT k.kid, ?2, ?3, ?4 FROM manager_key k WHERE k.kid = ?1"
          + " ON CONFLICT (kid, what) DO NOTHING";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject KeyVault vault;
  @Inject Successions successions;
  @Inject Clock clock;

  /**
   * Records those keys in the vault that are not recorded yet.
   *
   * @throws VaultException if this database's keys came from another vault: a lost or mistaken file
   *     must not silently become a new manager
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public void record() {
    List<ManagerKey> recorded = all();
    List<String> known = recorded.stream().map(ManagerKey::kid).toList();
    List<ManagerCertificate> present = vault.certificates();
    if (!recorded.isEmpty() && present.stream().noneMatch(key -> known.contains(key.kid()))) {
      throw new VaultException(
          "fiveseal.vault.path: this vault is not the one whose keys the database has recorded");
    }
    List<ManagerCertificate> unknown =
        present.stream().filter(key -> !known.contains(key.kid())).toList();
    if (unknown.isEmpty()) {
      return;
    }
    entities.createNativeQuery(LOCK).getSingleResult();
    for (ManagerCertificate key : unknown) {
      insert(key);
      if (key.purpose() == KeyPurpose.SIGNING) {
        successions.record(key, present);
      }
    }
  }

  private void insert(ManagerCertificate key) {
    X509Certificate certificate = key.certificate();
    entities
        .createNativeQuery(INSERT)
        .setParameter(1, key.kid())
        .setParameter(2, key.purpose().name())
        .setParameter(3, der(certificate))
        .setParameter(4, key.issuerKid().orElseThrow(() -> unknownIssuer(key)))
        .setParameter(5, utc(certificate.getNotBefore()))
        .setParameter(6, utc(certificate.getNotAfter()))
        .setParameter(7, OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
        .executeUpdate();
  }

  /**
   * Somebody else has the key since then: what it signs from then on counts no more.
   *
   * @throws ProtocolException {@code not-found} if the manager never had such a key
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public void revoked(String kid, Instant from) {
    if (find(kid).isEmpty()) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "the manager never had such a key");
    }
    end(kid, "REVOKED", from);
  }

  /** Its secret key is in the vault no more. */
  @TransactionAttribute(TransactionAttributeType.REQUIRED)
  public void destroyed(String kid) {
    end(kid, "DESTROYED", clock.instant());
  }

  private void end(String kid, String what, Instant at) {
    entities
        .createNativeQuery(END)
        .setParameter(1, kid)
        .setParameter(2, what)
        .setParameter(3, at.atOffset(ZoneOffset.UTC))
        .setParameter(4, OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
        .executeUpdate();
  }

  /** Since when somebody else may have signed with which keys, by kid. */
  public Map<String, Instant> revocations() {
    return successions.revocations();
  }

  /** Who succeeded whom, the first succession first. */
  public List<RecordedSuccession> successions() {
    return entities
        .createQuery(
            "select s from RecordedSuccession s order by s.madeAt, s.successor",
            RecordedSuccession.class)
        .getResultList();
  }

  private static VaultException unknownIssuer(ManagerCertificate key) {
    return new VaultException(
        "the vault's key " + key.kid() + " is by an authority that is unknown");
  }

  /** All keys, oldest first. */
  public List<ManagerKey> all() {
    return entities
        .createQuery("select k from ManagerKey k order by k.notBefore, k.kid", ManagerKey.class)
        .getResultList();
  }

  public Optional<ManagerKey> find(String kid) {
    return Optional.ofNullable(entities.find(ManagerKey.class, kid));
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without encoding", e);
    }
  }

  private static OffsetDateTime utc(Date date) {
    return date.toInstant().atOffset(ZoneOffset.UTC);
  }
}
