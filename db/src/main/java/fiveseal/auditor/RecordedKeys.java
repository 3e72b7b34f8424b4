package fiveseal.auditor;

import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.KeyRole;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All public keys of the register, in memory: there are as many as stores and renewals, not as many
 * as messages.
 */
final class RecordedKeys implements KeyRegister {
  private static final String MANAGER =
      """
      SELECT kid, purpose, certificate, issuer_kid, not_before, not_after
        FROM settlement.manager_key ORDER BY kid COLLATE "C"
      """;
  private static final String STORE =
      """
      SELECT k.kid, k.store_id, s.role, k.certificate, k.issuer_kid, k.not_before, k.not_after,
             k.superseded_at, k.revoked_at, k.enrolled_at, r.next_kid
        FROM settlement.store_key k LEFT JOIN settlement.store s USING (store_id)
        LEFT JOIN settlement.key_renewal r ON r.kid = k.kid
       ORDER BY k.store_id COLLATE "C", k.enrolled_at, k.kid COLLATE "C"
      """;

  /**
   * A revocation or a successor is seen by others when it is committed, a little after the time
   * that it bears; what came in between was accepted rightly.
   */
  private static final Duration UNTIL_COMMITTED = Duration.ofSeconds(10);

  /**
   * A key of the manager.
   *
   * @param purpose {@code AUTHORITY} or {@code SIGNING}
   */
  record ManagerKey(RecordedKey key, String purpose) {
    boolean isAuthority() {
      return purpose.equals("AUTHORITY");
    }
  }

  /**
   * A key of a store, and the time of its service.
   *
   * @param renewedTo the kid of the key that it had certified itself
   */
  record StoreKey(
      RecordedKey key,
      String storeId,
      Optional<Instant> supersededAt,
      Optional<Instant> revokedAt,
      Instant enrolledAt,
      Optional<String> renewedTo) {}

  private final Map<String, ManagerKey> manager = new HashMap<>();
  private final List<StoreKey> stores = new ArrayList<>();
  private final Map<String, KeyRecord> records = new HashMap<>();
  private final Set<String> managerIds = new TreeSet<>();

  static RecordedKeys read(Snapshot snapshot) throws SQLException {
    RecordedKeys keys = new RecordedKeys();
    snapshot.each(MANAGER, keys::addManager);
    snapshot.each(STORE, keys::addStore);
    return keys;
  }

  private void addManager(ResultSet row) throws SQLException {
    RecordedKey key = key(row);
    ManagerKey recorded = new ManagerKey(key, row.getString("purpose"));
    manager.put(key.kid(), recorded);
    if (!recorded.isAuthority()) {
      key.owner().ifPresent(managerIds::add);
      key.forVerifier(KeyRole.MANAGER, end(key), Optional.empty())
          .ifPresent(each -> records.put(key.kid(), each));
    }
  }

  private void addStore(ResultSet row) throws SQLException {
    RecordedKey key = key(row);
    StoreKey recorded =
        new StoreKey(
            key,
            row.getString("store_id"),
            Columns.optionalTime(row, "superseded_at"),
            Columns.optionalTime(row, "revoked_at"),
            Columns.time(row, "enrolled_at"),
            Columns.optionalText(row, "next_kid"));
    stores.add(recorded);
    KeyRole role =
        "LOWER_STORE".equals(row.getString("role")) ? KeyRole.LOWER_STORE : KeyRole.STORE;
    Instant end =
        recorded
            .supersededAt()
            .map(time -> time.plus(UNTIL_COMMITTED))
            .filter(time -> time.isBefore(end(key)))
            .orElseGet(() -> end(key));
    key.forVerifier(role, end, recorded.revokedAt().map(time -> time.plus(UNTIL_COMMITTED)))
        .ifPresent(each -> records.put(key.kid(), each));
  }

  private static RecordedKey key(ResultSet row) throws SQLException {
    return RecordedKey.of(
        row.getString("kid"),
        row.getBytes("certificate"),
        row.getString("issuer_kid"),
        Columns.time(row, "not_before"),
        Columns.time(row, "not_after"));
  }

  private static Instant end(RecordedKey key) {
    return key.certificate().map(each -> each.getNotAfter().toInstant()).orElse(key.notAfter());
  }

  @Override
  public Optional<KeyRecord> byKid(String kid) {
    return Optional.ofNullable(records.get(kid));
  }

  Map<String, ManagerKey> ofManager() {
    return manager;
  }

  /** By store, in the order of enrolment. */
  List<StoreKey> ofStores() {
    return stores;
  }

  /** Who the manager is, by the certificates of its signing keys: one, if all is well. */
  Set<String> managerIds() {
    return managerIds;
  }
}
