package fiveseal.auditor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks 11 and 13 for value updates: what the card's answers made of them. */
final class ChangeEffects {
  private static final Set<String> UNDER_WAY = Set.of("ISSUED", "IN_DOUBT");
  private static final Set<String> WITHOUT_COMMAND = Set.of("REQUESTED", "CANCELLED");

  private final Findings findings;
  private final Postings postings;

  ChangeEffects(Findings findings) {
    this.findings = findings;
    this.postings = new Postings(findings);
  }

  void check(Change change) {
    checkState(change);
    UpdateRow row = change.row();
    boolean released = isRelease(change);
    List<TransferRow> posted =
        change.transfers().stream()
            .filter(each -> !released || !each.entry().kind().equals("DISCREPANCY"))
            .toList();
    // What a release posts is checked with the card, whose answers tell the difference.
    findings.checked(Check.TRANSFERS, change.transfers().size() - posted.size());
    postings.compare(row.name(), row.voucher() ? load(change) : other(change), posted);
  }

  private static boolean isRelease(Change change) {
    return change.row().kind().equals("VOID")
        && change.row().decisionId().isPresent()
        && change.executed().isPresent();
  }

  private void checkState(Change change) {
    findings.checked(Check.STATES, 1);
    Set<String> expected = expected(change);
    findings.require(
        expected.contains(change.row().state()),
        Check.STATES,
        change.row().name(),
        "it is " + change.row().state() + ", by the evidence " + String.join(" or ", expected));
  }

  private static Set<String> expected(Change change) {
    if (change.executed().isPresent()) {
      return Set.of("DONE");
    }
    if (change.declined().isPresent()) {
      return Set.of("DECLINED");
    }
    return change.commands().stream().anyMatch(CommandRow::isOpen) ? UNDER_WAY : WITHOUT_COMMAND;
  }

  private static List<Due> load(Change change) {
    UpdateRow row = change.row();
    AccountName funding = AccountName.ofOperator("FUNDING", row.currency());
    AccountName transit = AccountName.ofOperator("LOAD_IN_TRANSIT", row.currency());
    List<Due> due = new ArrayList<>();
    if (change.firstIssued().isEmpty()) {
      return due;
    }
    due.add(due("LOAD_FUNDED", funding, transit, row, change.firstIssued()));
    change
        .executed()
        .ifPresent(
            command -> due.add(due("LOAD_DONE", transit, card(row), row, command.closedAt())));
    if (row.state().equals("DECLINED") || row.state().equals("CANCELLED")) {
      due.add(
          due(
              "LOAD_RETURNED",
              transit,
              funding,
              row,
              change.declined().flatMap(CommandRow::closedAt)));
    }
    return due;
  }

  /** What is handed out of a credit; nothing else moves value. */
  private static List<Due> other(Change change) {
    UpdateRow row = change.row();
    if (row.creditId().isEmpty() || change.executed().isEmpty()) {
      return List.of();
    }
    boolean balance = row.creditKind().equals(Optional.of("BALANCE"));
    AccountName from =
        AccountName.ofOperator(balance ? "LOAD_IN_TRANSIT" : "REFUND_IN_TRANSIT", row.currency());
    String kind = balance ? "BALANCE_DONE" : "REFUND_DONE";
    return List.of(due(kind, from, card(row), row, change.executed().get().closedAt()));
  }

  private static AccountName card(UpdateRow row) {
    return AccountName.ofCard(row.cardNumber(), row.currency());
  }

  private static Due due(
      String kind, AccountName from, AccountName to, UpdateRow row, Optional<Instant> at) {
    return new Due(new Entry(kind, 0, from, to, row.amountMinor().orElse(0), row.currency()), at);
  }
}
