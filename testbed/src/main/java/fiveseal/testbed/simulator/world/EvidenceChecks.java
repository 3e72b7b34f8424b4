package fiveseal.testbed.simulator.world;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import fiveseal.protocol.Json;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.jws.Signed;
import fiveseal.testbed.simulator.database.Row;
import fiveseal.testbed.simulator.database.SimulatedDatabase;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Invariants 4, 5 and 7: evidence verifies, fits together, and holds all that anybody saw. */
final class EvidenceChecks {
  private final SimulatedDatabase database;
  private final List<Till> tills;
  private final Journal journal;

  EvidenceChecks(SimulatedDatabase database, List<Till> tills, Journal journal) {
    this.database = database;
    this.tills = tills;
    this.journal = journal;
  }

  void check() {
    Set<String> stored = new HashSet<>();
    Map<String, String> completions = new HashMap<>();
    Map<String, String> receipts = new HashMap<>();
    for (Row message : database.rows("evidence")) {
      String compact = message.text("compact");
      Violation.unless(verifies(compact), "every seal verifies", () -> message.toString());
      stored.add(compact);
      String id = message.text("subject_id");
      if (message.number("seal") == 3) {
        Violation.unless(
            completions.put(id, compact) == null, "one completion per settlement", () -> id);
      } else if (message.number("seal") == 4) {
        Violation.unless(receipts.put(id, compact) == null, "one receipt per settlement", () -> id);
      }
    }
    receipts.forEach((id, receipt) -> fits(completions, id, receipt));
    settlements(completions, receipts);
    for (Journal.Seen seen : journal.seen()) {
      check(seen, stored);
    }
    tillsHave(completions);
    cancelled(completions);
  }

  /** Once a store was told that its cancellation counts, there is no message 3. */
  private void cancelled(Map<String, String> completions) {
    for (Journal.Seen seen : journal.seen()) {
      String state = seen.reply().body();
      if (seen.request().name().startsWith("cancel ")
          && (state.equals("CANCELLED") || state.equals("IN_DOUBT"))) {
        String requestId = seen.request().name().substring("cancel ".length());
        for (Row row : database.rows("settlement", "request_id", requestId)) {
          Violation.unless(
              !completions.containsKey(row.text("settlement_id")),
              "a cancelled sale is never completed",
              row::toString);
        }
      }
    }
  }

  private static boolean verifies(String compact) {
    String[] parts = compact.split("\\.", -1);
    String kid = Json.object(Base64Url.decode(parts[0])).text("kid");
    byte[] input = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII);
    return CheapSignatures.verifies(kid, input, Base64Url.decode(parts[2]));
  }

  private static void fits(Map<String, String> completions, String id, String receipt) {
    String completion = completions.get(id);
    Violation.unless(completion != null, "a receipt has its completion", () -> id);
    String digest = Signed.parse(receipt, SettlementReceipt.class).message().completion();
    Violation.unless(
        digest.equals(Base64Url.encode(Digests.sha256(completion))),
        "a receipt's digest is its completion's",
        () -> id);
  }

  private void settlements(Map<String, String> completions, Map<String, String> receipts) {
    for (Row settlement : database.rows("settlement")) {
      String id = settlement.text("settlement_id");
      String state = settlement.text("state");
      boolean done = state.equals("COMPLETED") || state.equals("RECEIPTED");
      Violation.unless(
          done == completions.containsKey(id),
          "completed with message 3",
          () -> id + " is " + state);
      Violation.unless(
          state.equals("RECEIPTED") == receipts.containsKey(id),
          "receipted with message 4",
          () -> id + " is " + state);
      long debits =
          database.rows("command", "settlement_id", id).stream()
              .filter(command -> command.text("state").equals("DONE"))
              .count();
      boolean paid = done || state.equals("REVERSED");
      Violation.unless(
          debits == (paid ? 1 : 0), "a debit has its completion", () -> id + " is " + state);
    }
  }

  private void check(Journal.Seen seen, Set<String> stored) {
    String body = seen.reply().body();
    boolean there =
        switch (seen.request().step()) {
          case P1 ->
              !database.rows("settlement", "settlement_id", seen.reply().fields()[0]).isEmpty();
          case P2 -> stored.contains(body);
          case P4 -> there(seen.reply().fields(), stored);
          case P5 -> body.isEmpty() || stored.contains(body);
          case P6 -> hasReceipt(seen.request().identity().substring(3));
          case U1 ->
              !database.rows("value_update", "update_id", seen.reply().fields()[0]).isEmpty();
          case U2 -> there(seen.reply().fields(), stored);
          case U4 -> there(seen.reply().fields(), stored) && updateIs(seen.reply().fields());
          case P3, U3, OTHER -> true;
        };
    Violation.unless(
        there, "what was seen is in the database", () -> seen.request() + " -> " + seen.reply());
  }

  /** A message in the second place, or in the only one. */
  private static boolean there(String[] fields, Set<String> stored) {
    String last = fields[fields.length - 1];
    return !last.contains(".") || stored.contains(last);
  }

  private boolean updateIs(String[] fields) {
    if (!fields[1].equals("DONE")) {
      return true;
    }
    return database
        .rows("value_update", "update_id", fields[0])
        .get(0)
        .text("state")
        .equals("DONE");
  }

  private boolean hasReceipt(String settlementId) {
    return database.rows("evidence", "subject_id", settlementId).stream()
        .anyMatch(message -> message.number("seal") == 4);
  }

  private void tillsHave(Map<String, String> completions) {
    for (Till till : tills) {
      for (Sale sale : till.sales()) {
        sale.completion()
            .ifPresent(
                message3 ->
                    Violation.unless(
                        message3.equals(completions.get(sale.settlementId().orElseThrow())),
                        "what was seen is in the database",
                        () -> "the completion of " + sale.name()));
      }
    }
  }
}
