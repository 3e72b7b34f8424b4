package fiveseal.auditor;

import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.PublicKeys;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Check 9: keys are what their certificates say, and the recorded authority made those. */
final class KeyAudit {
  private static final Duration WHOLE_SECOND = Duration.ofSeconds(1);
  private static final Duration OVERLAP_MAX = Duration.ofDays(7);
  private static final String INVITATIONS =
      """
      SELECT i.kid, i.store_id FROM settlement.invitation i
       WHERE i.kid IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM settlement.store_key k WHERE k.kid = i.kid AND k.store_id = i.store_id)
      """;

  private final Findings findings;
  private final RecordedKeys keys;
  private final Optional<String> pinnedAuthority;

  /**
   * @param pinnedAuthority the kid that the authority is known to have, from outside the database
   */
  KeyAudit(Findings findings, RecordedKeys keys, Optional<String> pinnedAuthority) {
    this.findings = findings;
    this.keys = keys;
    this.pinnedAuthority = pinnedAuthority;
  }

  void run(Snapshot snapshot) throws SQLException {
    keys.ofManager().values().forEach(this::checkManager);
    keys.ofStores().forEach(this::checkStore);
    checkSuccession(keys.ofStores());
    findings.require(
        keys.managerIds().size() <= 1,
        Check.KEYS,
        "manager",
        "its certificates name several managers: " + keys.managerIds());
    snapshot.each(
        INVITATIONS,
        row ->
            findings.violation(
                Check.KEYS,
                "invitation of store " + row.getString("store_id"),
                "key " + row.getString("kid") + " was enrolled with it and is not the store's"));
  }

  private void checkManager(RecordedKeys.ManagerKey recorded) {
    String where = "manager key " + recorded.key().kid();
    checkCertificate(where, recorded.key(), recorded.isAuthority());
    if (recorded.isAuthority()) {
      findings.require(
          recorded.key().issuerKid().equals(recorded.key().kid()),
          Check.KEYS,
          where,
          "an authority that another authority made");
      findings.require(
          pinnedAuthority.isEmpty() || pinnedAuthority.get().equals(recorded.key().kid()),
          Check.KEYS,
          where,
          "this is not the authority that was given to the auditor");
    }
  }

  private void checkStore(RecordedKeys.StoreKey recorded) {
    String where = "key " + recorded.key().kid() + " of store " + recorded.storeId();
    checkCertificate(where, recorded.key(), false);
    findings.require(
        recorded.key().owner().equals(Optional.of(recorded.storeId())),
        Check.KEYS,
        where,
        "its certificate is of " + recorded.key().owner().orElse("nobody"));
    Duration early = Duration.between(recorded.key().notBefore(), recorded.enrolledAt());
    findings.require(
        !early.isNegative() && early.compareTo(WHOLE_SECOND) < 0,
        Check.KEYS,
        where,
        "it was enrolled at another time than it was certified");
  }

  private void checkCertificate(String where, RecordedKey key, boolean authority) {
    findings.checked(Check.KEYS, 1);
    if (key.certificate().isEmpty()) {
      findings.violation(Check.KEYS, where, "its certificate cannot be read");
      return;
    }
    X509Certificate certificate = key.certificate().get();
    findings.require(
        thumbprint(certificate).equals(Optional.of(key.kid())),
        Check.KEYS,
        where,
        "its certificate is of another key");
    findings.require(
        certificate.getNotBefore().toInstant().equals(key.notBefore())
            && certificate.getNotAfter().toInstant().equals(key.notAfter()),
        Check.KEYS,
        where,
        "its certificate has another validity");
    findings.require(
        certificate.getBasicConstraints() >= 0 == authority,
        Check.KEYS,
        where,
        "its certificate is for another use");
    findings.require(
        isMadeBy(certificate, key.issuerKid()),
        Check.KEYS,
        where,
        "its certificate was not made by the recorded authority");
  }

  private static Optional<String> thumbprint(X509Certificate certificate) {
    try {
      return Optional.of(
          PublicKeys.thumbprint(
              PublicKeys.fromSubjectPublicKeyInfo(certificate.getPublicKey().getEncoded())));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private boolean isMadeBy(X509Certificate certificate, String issuerKid) {
    Optional<X509Certificate> issuer =
        Optional.ofNullable(keys.ofManager().get(issuerKid))
            .filter(RecordedKeys.ManagerKey::isAuthority)
            .flatMap(each -> each.key().certificate());
    if (issuer.isEmpty()) {
      return false;
    }
    try {
      certificate.verify(issuer.get().getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /**
   * A store has one key at a time: the next one's enrolment ends the one before; one that renewed
   * itself serves on for a while.
   */
  private void checkSuccession(List<RecordedKeys.StoreKey> byStore) {
    for (int i = 0; i < byStore.size(); i++) {
      RecordedKeys.StoreKey key = byStore.get(i);
      Optional<RecordedKeys.StoreKey> next =
          i + 1 < byStore.size() && byStore.get(i + 1).storeId().equals(key.storeId())
              ? Optional.of(byStore.get(i + 1))
              : Optional.empty();
      findings.require(
          endsAsItMust(key, next),
          Check.KEYS,
          "key " + key.key().kid() + " of store " + key.storeId(),
          "it was not superseded when the store's next key came");
    }
  }

  private static boolean endsAsItMust(
      RecordedKeys.StoreKey key, Optional<RecordedKeys.StoreKey> next) {
    Optional<Instant> nextCame = next.map(RecordedKeys.StoreKey::enrolledAt);
    if (key.renewedTo().isPresent()) {
      return key.renewedTo().equals(next.map(each -> each.key().kid()))
          && key.supersededAt().filter(end -> isWithinOverlap(nextCame.get(), end)).isPresent();
    }
    boolean revokedBefore =
        key.revokedAt().isPresent()
            && nextCame.map(came -> !key.revokedAt().get().isAfter(came)).orElse(true);
    return key.supersededAt().equals(nextCame) || (revokedBefore && key.supersededAt().isEmpty());
  }

  private static boolean isWithinOverlap(Instant nextCame, Instant end) {
    return !end.isBefore(nextCame) && !end.isAfter(nextCame.plus(OVERLAP_MAX));
  }
}
