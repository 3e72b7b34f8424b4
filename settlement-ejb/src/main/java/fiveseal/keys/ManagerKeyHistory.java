package fiveseal.keys;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** The manager's public keys of all times, since what an old key signed is verified for ever. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ManagerKeyHistory {
  private static final String INSERT =
      "INSERT INTO manager_key"
          + " (kid, purpose, certificate, issuer_kid, not_before, not_after, recorded_at)"
          + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (kid) DO NOTHING";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject KeyVault vault;
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
    present.stream().filter(key -> !known.contains(key.kid())).forEach(this::insert);
  }

  private void insert(ManagerCertificate key) {
    X509Certificate certificate = key.certificate();
    entities
        .createNativeQuery(INSERT)
        .setParameter(1, key.kid())
        .setParameter(2, key.purpose().name())
        .setParameter(3, der(certificate))
        .setParameter(4, key.issuerKid())
        .setParameter(5, utc(certificate.getNotBefore()))
        .setParameter(6, utc(certificate.getNotAfter()))
        .setParameter(7, OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
        .executeUpdate();
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
