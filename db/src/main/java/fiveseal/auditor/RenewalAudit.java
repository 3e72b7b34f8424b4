package fiveseal.auditor;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.KeyRenewal;
import fiveseal.protocol.jws.Signed;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Checks 5, 8, 9 and 10 for keys that stores renewed: by the word of the key before, for the key
 * that was asked for.
 */
final class RenewalAudit {
  private static final String RENEWALS =
      """
      SELECT kid, next_kid, store_id, message, received_at FROM settlement.key_renewal
       ORDER BY kid COLLATE "C"
      """;

  private final Findings findings;
  private final Messages messages;
  private final RecordedKeys keys;

  RenewalAudit(Findings findings, Messages messages, RecordedKeys keys) {
    this.findings = findings;
    this.messages = messages;
    this.keys = keys;
  }

  void run(Snapshot snapshot) throws SQLException {
    snapshot.each(RENEWALS, this::check);
  }

  private void check(ResultSet row) throws SQLException {
    String kid = row.getString("kid");
    String store = row.getString("store_id");
    String where = "renewal of key " + kid + " of store " + store;
    Instant at = Columns.time(row, "received_at");
    Optional<RecordedKeys.StoreKey> next = key(row.getString("next_kid"));
    findings.checked(Check.CONTENTS, 1);
    findings.require(
        next.filter(each -> each.storeId().equals(store) && each.enrolledAt().equals(at))
            .isPresent(),
        Check.KEYS,
        where,
        "its next key was not certified then for this store");
    messages
        .read(where, row.getString("message"), KeyRenewal.class, at)
        .ifPresent(
            signed -> {
              findings.require(
                  signed.kid().equals(kid)
                      && signed.message().iss().equals(store)
                      && next.map(each -> isFor(each, signed)).orElse(false),
                  Check.CONTENTS,
                  where,
                  "its row is not its message");
              Times.check(findings, where, signed.message(), at);
            });
  }

  private Optional<RecordedKeys.StoreKey> key(String kid) {
    return keys.ofStores().stream().filter(each -> each.key().kid().equals(kid)).findFirst();
  }

  /** A request for a certificate contains its key as the certificate does. */
  private static boolean isFor(RecordedKeys.StoreKey next, Signed<KeyRenewal> signed) {
    String request = bytes(Base64Url.decode(signed.message().certificationRequest()));
    return next.key()
        .certificate()
        .map(X509Certificate::getPublicKey)
        .filter(key -> request.contains(bytes(key.getEncoded())))
        .isPresent();
  }

  private static String bytes(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
