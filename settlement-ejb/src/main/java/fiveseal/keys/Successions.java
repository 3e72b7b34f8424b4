package fiveseal.keys;

import fiveseal.config.Configuration;
import fiveseal.protocol.KeySuccession;
import fiveseal.protocol.KeySuccession.Reason;
import fiveseal.protocol.jws.Signed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says who succeeds whom when a further signing key is recorded: signed by the key before and by
 * the authority, by the authority alone if the key before is compromised.
 */
@Dependent
public class Successions {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject KeyCustodian custodian;
  @Inject Configuration configuration;
  @Inject Clock clock;

  /**
   * Records the succession to a signing key, if it is not the first and not recorded yet.
   *
   * @param present all certificates in the vault, of each purpose the oldest first
   */
  void record(ManagerCertificate successor, List<ManagerCertificate> present) {
    if (entities.find(RecordedSuccession.class, successor.kid()) != null) {
      return;
    }
    before(successor, present)
        .ifPresent(
            kid -> entities.persist(succession(entities.find(ManagerKey.class, kid), successor)));
    entities.flush();
  }

  /** Since when somebody else may have signed with which keys, by kid. */
  Map<String, Instant> revocations() {
    List<?> rows =
        entities
            .createNativeQuery("select kid, at from manager_key_end where what = 'REVOKED'")
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .collect(Collectors.toMap(row -> (String) row[0], row -> instant(row[1])));
  }

  /** As the driver gives a time. */
  private static Instant instant(Object time) {
    return time instanceof OffsetDateTime offset
        ? offset.toInstant()
        : ((Timestamp) time).toInstant();
  }

  private static Optional<String> before(
      ManagerCertificate successor, List<ManagerCertificate> present) {
    Optional<String> before = Optional.empty();
    for (ManagerCertificate key : present) {
      if (key.kid().equals(successor.kid())) {
        return before;
      }
      if (key.purpose() == KeyPurpose.SIGNING) {
        before = Optional.of(key.kid());
      }
    }
    return before;
  }

  private RecordedSuccession succession(ManagerKey predecessor, ManagerCertificate successor) {
    Instant now = clock.instant();
    boolean stolen = revocations().containsKey(predecessor.kid());
    X509Certificate certificate = successor.certificate();
    KeySuccession message =
        new KeySuccession(
            configuration.managerId(),
            predecessor.kid(),
            successor.kid(),
            CertificationPath.of(
                base64(certificate), successor.issuerKid().orElseThrow(), entities),
            stolen ? Reason.COMPROMISED : Reason.ROTATED,
            certificate.getNotBefore().toInstant().plus(CertifiedKey.HEAD_START).getEpochSecond(),
            now.getEpochSecond());
    return new RecordedSuccession(
        message,
        stolen
            ? Optional.empty()
            : Optional.of(Signed.by(custodian.predecessor(predecessor.kid()), message).compact()),
        Signed.by(custodian.authority(), message).compact(),
        now);
  }

  private static String base64(X509Certificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate without encoding", e);
    }
  }
}
