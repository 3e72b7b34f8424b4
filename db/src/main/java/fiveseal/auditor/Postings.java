package fiveseal.auditor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what was posted for a subject with what had to be. */
final class Postings {
  private final Findings findings;

  Postings(Findings findings) {
    this.findings = findings;
  }

  /** Every transfer that is due is there as it must be, and no other. */
  void compare(String where, List<Due> due, List<TransferRow> posted) {
    findings.checked(Check.TRANSFERS, posted.size());
    Map<String, TransferRow> byName = new HashMap<>();
    for (TransferRow transfer : posted) {
      if (byName.put(transfer.entry().name(), transfer) != null) {
        findings.violation(Check.TRANSFERS, where, transfer.entry().name() + " is there twice");
      }
    }
    due.forEach(each -> compare(where, each, byName.remove(each.entry().name())));
    byName
        .values()
        .forEach(
            transfer ->
                findings.violation(
                    Check.TRANSFERS,
                    where,
                    "transfer " + transfer.id() + ", " + describe(transfer) + ", has no cause"));
  }

  private void compare(String where, Due due, TransferRow posted) {
    String wanted = due.entry().name() + ", " + due.entry();
    if (posted == null) {
      findings.violation(Check.TRANSFERS, where, wanted + ", is missing");
      return;
    }
    findings.require(
        posted.entry().equals(due.entry()),
        Check.TRANSFERS,
        where,
        "transfer " + posted.id() + " is " + describe(posted) + ", not " + wanted);
    findings.require(
        due.at().isEmpty() || due.at().get().equals(posted.postedAt()),
        Check.ORDER,
        where,
        "transfer "
            + posted.id()
            + " was posted at "
            + posted.postedAt()
            + ", its cause came at "
            + due.at().orElse(posted.postedAt()));
  }

  private static String describe(TransferRow transfer) {
    return transfer.entry().name() + ", " + transfer.entry();
  }
}
