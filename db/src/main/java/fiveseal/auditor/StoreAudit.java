package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Check 15: each store's edits follow one another from its registration to what it is now, nothing
 * comes after a closing, and contracts begin long enough after they were made.
 */
final class StoreAudit {
  private static final Duration LEAD = Duration.ofMinutes(5);

  private static final String STORES = "SELECT store_id FROM settlement.store";

  private static final String EDITS =
      """
      SELECT e.store_id, e.version, e.kind, e.state, e.name, e.edited_at,
             s.registered_at, s.name AS registered_name
        FROM settlement.store_edit e LEFT JOIN settlement.store s ON s.store_id = e.store_id
       ORDER BY e.store_id COLLATE "C", e.version
      """;

  private static final String STANDINGS =
      """
      SELECT coalesce(n.store_id, e.store_id) AS store_id
        FROM settlement.store_standing n
        FULL JOIN (SELECT DISTINCT ON (store_id) store_id, version, state, name
                     FROM settlement.store_edit ORDER BY store_id, version DESC) e
               ON e.store_id = n.store_id
       WHERE (n.version, n.state, n.name) IS DISTINCT FROM (e.version, e.state, e.name)
      """;

  private static final String CONTRACTS =
      """
      SELECT coalesce(c.store_id, e.store_id) AS store_id, coalesce(c.version, e.version) AS version,
             c.effective_from, c.made_at, c.made_by, e.edited_at, e.edited_by,
             c.commission_per_mille, c.fee_per_mille, s.mall_id
        FROM settlement.store_contract c
        FULL JOIN (SELECT * FROM settlement.store_edit WHERE kind = 'CONTRACT') e
               ON e.store_id = c.store_id AND e.version = c.version
        LEFT JOIN settlement.store s ON s.store_id = coalesce(c.store_id, e.store_id)
      """;

  private static final int MILLE = 1000;

  private final Findings findings;

  StoreAudit(Findings findings) {
    this.findings = findings;
  }

  /** What the edit before left. */
  private record Before(
      String storeId, int version, String state, String name, Optional<Instant> at) {}

  private Optional<Before> before = Optional.empty();

  void run(Snapshot snapshot) throws SQLException {
    snapshot.each(STORES, row -> findings.checked(Check.STORES, 1));
    snapshot.each(EDITS, this::checkEdit);
    snapshot.each(
        STANDINGS,
        row -> wrong(row.getString("store_id"), "it stands otherwise than its last edit left it"));
    snapshot.each(CONTRACTS, this::checkContract);
  }

  private void checkEdit(ResultSet row) throws SQLException {
    String store = row.getString("store_id");
    Before last =
        before
            .filter(each -> each.storeId().equals(store))
            .orElse(
                new Before(
                    store,
                    1,
                    "ACTIVE",
                    row.getString("registered_name"),
                    Columns.optionalTime(row, "registered_at")));
    Before next =
        new Before(
            store,
            row.getInt("version"),
            row.getString("state"),
            row.getString("name"),
            Columns.optionalTime(row, "edited_at"));
    String where = store + ", version " + next.version();
    require(last.at().isPresent(), where, "the store is not there");
    require(next.version() == last.version() + 1, where, "there is no version before it");
    require(!last.state().equals("CLOSED"), where, "it was closed before");
    require(
        last.at().isEmpty() || Times.follows(next.at().orElseThrow(), last.at().get()),
        where,
        "it is older than the version before");
    checkKind(row.getString("kind"), last, next, where);
    before = Optional.of(next);
  }

  private void checkKind(String kind, Before last, Before next, String where) {
    String state =
        switch (kind) {
          case "SUSPENDED" -> "SUSPENDED";
          case "RESUMED" -> "ACTIVE";
          case "CLOSED" -> "CLOSED";
          default -> last.state();
        };
    require(next.state().equals(state), where, "its state is not what " + kind + " leaves");
    require(
        kind.equals("RENAMED") || next.name().equals(last.name()),
        where,
        "its name changed, and it was not renamed");
  }

  private void checkContract(ResultSet row) throws SQLException {
    String where = row.getString("store_id") + ", version " + row.getInt("version");
    Optional<Instant> begins = Columns.optionalTime(row, "effective_from");
    Optional<Instant> edited = Columns.optionalTime(row, "edited_at");
    if (begins.isEmpty() || edited.isEmpty()) {
      wrong(where, "a contract without its edit, or an edit without its contract");
      return;
    }
    Instant made = Columns.time(row, "made_at");
    require(!begins.get().isBefore(made.plus(LEAD)), where, "it begins too soon after it was made");
    require(
        Duration.between(made, edited.get()).abs().compareTo(Duration.ofSeconds(5)) <= 0
            && row.getString("made_by").equals(row.getString("edited_by")),
        where,
        "it was made at another time, or by somebody else, than its edit says");
    int commission = row.getInt("commission_per_mille");
    int fee = row.getInt("fee_per_mille");
    require(
        commission >= 0
            && fee >= 0
            && commission + fee <= MILLE
            && (commission == 0 || row.getString("mall_id") != null),
        where,
        "its terms cannot be");
  }

  private void require(boolean holds, String store, String what) {
    findings.require(holds, Check.STORES, "store " + store, what);
  }

  private void wrong(String store, String what) {
    findings.violation(Check.STORES, "store " + store, what);
  }
}
