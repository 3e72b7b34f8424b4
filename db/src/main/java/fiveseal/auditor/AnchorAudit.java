package fiveseal.auditor;

import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.MessageType;
import fiveseal.protocol.jws.Verifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Check 7: whoever rewrites the whole database cannot rewrite what stores and holders hold. Every
 * message that they received or had acknowledged must be stored, the same.
 */
final class AnchorAudit {
  private static final int BATCH = 250;
  private static final String STORED =
      """
      SELECT seal, subject_id AS owner, '' AS name, compact FROM settlement.evidence
       WHERE subject_id = ANY (?) AND seal <> 1
       UNION ALL
      SELECT 1, s.store_id, s.request_id, e.compact FROM settlement.settlement s
        JOIN settlement.evidence e ON e.subject_id = s.settlement_id AND e.seal = 1
       WHERE s.store_id = ANY (?) AND s.request_id = ANY (?)
       UNION ALL
      SELECT 6, store_id, request_id, message FROM settlement.cancellation
       WHERE store_id = ANY (?) AND request_id = ANY (?)
       UNION ALL
      SELECT 7, store_id, refund_id, message FROM settlement.refund
       WHERE store_id = ANY (?) AND refund_id = ANY (?)
       UNION ALL
      SELECT 8, store_id, CAST(stated_at AS text), message FROM settlement.completion_endpoint
       WHERE store_id = ANY (?) AND CAST(stated_at AS text) = ANY (?)
       UNION ALL
      SELECT 9, store_id, kid, message FROM settlement.key_renewal
       WHERE store_id = ANY (?) AND kid = ANY (?)
      """;
  private static final List<MessageType> TYPES =
      List.of(
          MessageType.SETTLEMENT_REQUEST,
          MessageType.SETTLEMENT_INFORMATION,
          MessageType.SETTLEMENT_COMPLETION,
          MessageType.SETTLEMENT_RECEIPT,
          MessageType.VALUE_UPDATE,
          MessageType.CANCEL_REQUEST,
          MessageType.REFUND_REQUEST,
          MessageType.COMPLETION_ENDPOINT,
          MessageType.KEY_RENEWAL);

  private final Findings findings;
  private final Verifier verifier;

  AnchorAudit(Findings findings, RecordedKeys keys) {
    this.findings = findings;
    this.verifier = new Verifier(keys);
  }

  /**
   * @param file one compact JWS per line; empty lines and those that begin with # are passed over
   */
  void run(Snapshot snapshot, BufferedReader file) throws SQLException, IOException {
    List<Anchor> batch = new ArrayList<>();
    int number = 0;
    for (String line = file.readLine(); line != null; line = file.readLine()) {
      number++;
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        read(number, text).ifPresent(batch::add);
      }
      if (batch.size() == BATCH) {
        compare(snapshot, batch);
        batch.clear();
      }
    }
    compare(snapshot, batch);
  }

  private Optional<Anchor> read(int number, String text) {
    findings.checked(Check.ANCHORS, 1);
    try {
      return Optional.of(Anchor.of(number, text, verifier));
    } catch (ProtocolException e) {
      findings.violation(
          Check.ANCHORS,
          "line " + number,
          "it does not verify with the recorded keys: " + e.detail());
      return Optional.empty();
    }
  }

  private void compare(Snapshot snapshot, List<Anchor> anchors) throws SQLException {
    if (anchors.isEmpty()) {
      return;
    }
    Map<String, Set<String>> stored = new HashMap<>();
    Array owners = snapshot.texts(anchors.stream().map(Anchor::owner).toList());
    Array names = snapshot.texts(anchors.stream().map(Anchor::name).toList());
    snapshot.each(
        STORED,
        row -> add(stored, row),
        owners,
        owners,
        names,
        owners,
        names,
        owners,
        names,
        owners,
        names,
        owners,
        names);
    for (Anchor anchor : anchors) {
      Set<String> found = stored.getOrDefault(anchor.key(), Set.of());
      String where = "line " + anchor.line() + ", " + anchor.type().typ() + " of " + anchor.owner();
      findings.require(
          found.contains(anchor.form()),
          Check.ANCHORS,
          anchor.name().isEmpty() ? where : where + " " + anchor.name(),
          found.isEmpty() ? "it is not stored" : "another one is stored");
    }
  }

  private static void add(Map<String, Set<String>> stored, ResultSet row) throws SQLException {
    MessageType type = TYPES.get(row.getInt("seal") - 1);
    String key = Anchor.key(type, row.getString("owner"), row.getString("name"));
    stored
        .computeIfAbsent(key, each -> new HashSet<>())
        .add(Anchor.formOf(type, row.getString("compact")));
  }
}
