package fiveseal.testbed;

import fiveseal.protocol.card.Initialize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What must be true after all faults, whatever they were: asked of the database, of every card, and
 * of everything that anyone was told. The numbers are those of the list of invariants.
 */
final class Invariants {

  /** What must give no row, and the sentence if it does. */
  private static final Map<String, String> NO_ROWS = new LinkedHashMap<>();

  static {
    NO_ROWS.put(
        "2: a card's row differs from its ledger account",
        """
        select c.card_number from settlement.card c
         where c.balance_minor <> coalesce((
           select sum(case when t.credit_account_id = a.account_id
                           then t.amount_minor else -t.amount_minor end)
             from settlement.account a join settlement.transfer t
               on a.account_id in (t.debit_account_id, t.credit_account_id)
            where a.kind = 'CARD' and a.owner = c.card_number), 0)
        """);
    NO_ROWS.put(
        "3: a counter has two winners",
        """
        select card_number, counter from settlement.command where state in ('DONE', 'DECLINED')
         group by card_number, counter having count(*) > 1
        """);
    NO_ROWS.put(
        "3: a counter before the next one has no winner",
        """
        select c.card_number from settlement.card c
         where c.next_counter - 1 <> (
           select count(*) from settlement.command k
            where k.card_number = c.card_number and k.state in ('DONE', 'DECLINED')
              and k.counter < c.next_counter)
        """);
    NO_ROWS.put(
        "4: a completed settlement without its debit, or a debit without it",
        """
        select s.settlement_id from settlement.settlement s
         where (s.state in ('COMPLETED', 'RECEIPTED')) <> exists (
           select 1 from settlement.command k
            where k.settlement_id = s.settlement_id and k.state = 'DONE')
           and s.state <> 'REVERSED'
        """);
    NO_ROWS.put(
        "4: another amount was paid than was asked for",
        """
        select s.settlement_id from settlement.settlement s
         where (case when s.state in ('COMPLETED', 'RECEIPTED') then s.amount_minor else 0 end)
             <> coalesce((select sum(t.amount_minor) from settlement.transfer t
                 where t.settlement_id = s.settlement_id and t.kind = 'PAYMENT'), 0)
           and s.state <> 'REVERSED'
        """);
    NO_ROWS.put(
        "4: not exactly one completion of a completed settlement",
        """
        select s.settlement_id from settlement.settlement s
         where (case when s.state in ('COMPLETED', 'RECEIPTED') then 1 else 0 end)
             <> (select count(*) from settlement.evidence e
                  where e.subject_id = s.settlement_id and e.seal = 3)
        """);
    NO_ROWS.put(
        "4: not exactly one receipt of a receipted settlement",
        """
        select s.settlement_id from settlement.settlement s
         where (case when s.state = 'RECEIPTED' then 1 else 0 end)
             <> (select count(*) from settlement.evidence e
                  where e.subject_id = s.settlement_id and e.seal = 4)
        """);
    NO_ROWS.put(
        "1: a load is done without its funding or the other way round",
        """
        select u.update_id from settlement.value_update u
         where u.kind = 'LOAD' and u.state = 'DONE'
           and (select count(*) from settlement.transfer t
                 where t.update_id = u.update_id and t.kind in ('LOAD_FUNDED', 'LOAD_DONE')
                   and t.amount_minor = u.amount_minor) <> 2
        """);
    NO_ROWS.put(
        "6: a command is open although nothing is in doubt any more",
        "select command_id from settlement.command where state = 'OPEN'");
    NO_ROWS.put(
        "6: message 3 is not acknowledged",
        "select settlement_id from settlement.delivery where acknowledged_at is null");
    NO_ROWS.put("6: a prepared transaction is left", "select gid from pg_prepared_xacts");
    NO_ROWS.put(
        "2: a card is stopped",
        "select card_number from settlement.card where stopped_because is not null");
  }

  private final Parties parties;
  private final Books books;
  private final FaultReport report;

  Invariants(Parties parties, FaultReport report) {
    this.parties = parties;
    this.books = parties.books();
    this.report = report;
  }

  /** Checks all of them. */
  void check(String reader) {
    NO_ROWS.forEach(this::requireNoRows);
    if (!parties.direct().operator().sumIsZero(OpenMall.CURRENCY)) {
      report.violation("Invariant 1: the accounts do not add up to zero.");
    }
    cards(reader);
    evidence();
    List<String> broken = parties.promises().broken(books);
    broken.forEach(what -> report.violation("Invariant 7: " + what));
    report.fact(
        parties.promises().count()
            + " answers with 2xx were seen by clients, stores and readers; "
            + broken.size()
            + " of them are not kept");
  }

  private void requireNoRows(String otherwise, String query) {
    List<List<String>> rows = books.rows(query);
    if (!rows.isEmpty()) {
      report.violation(
          "Invariant " + otherwise + ": " + rows.size() + " times, first " + rows.get(0) + ".");
    }
  }

  /** Every card itself, through a reader. */
  private void cards(String reader) {
    for (String card : parties.cards()) {
      try {
        Holder holder = new Holder(parties.direct(), reader, card);
        holder.insert();
        Initialize shown = holder.touch();
        List<String> row =
            books
                .rows(
                    "select balance_minor, next_counter from settlement.card where card_number = ?",
                    card)
                .get(0);
        if (shown.balance() != Long.parseLong(row.get(0))
            || shown.counter() != Long.parseLong(row.get(1))) {
          report.violation("Invariant 2: a card shows " + shown.balance() + ", not " + row + ".");
        }
      } catch (Trouble e) {
        report.violation("Invariant 2: a card cannot be looked at: " + e.getMessage());
      }
    }
    report.fact(parties.cards().size() + " cards agree with their rows and accounts");
  }

  /** Every seal of everything that was paid and loaded verifies with published keys. */
  private void evidence() {
    List<Runnable> checks = new ArrayList<>();
    PublishedKeys manager = new PublishedKeys(parties.direct().http());
    List<List<String>> stores = books.rows("select distinct store_id from settlement.settlement");
    stores.forEach(store -> manager.withStore(store.get(0)));
    List<List<String>> paid =
        books.rows("select settlement_id from settlement.settlement where state = 'RECEIPTED'");
    List<List<String>> loaded =
        books.rows("select update_id from settlement.value_update where state = 'DONE'");
    paid.forEach(row -> checks.add(() -> seals(row.get(0), manager, true)));
    loaded.forEach(row -> checks.add(() -> seals(row.get(0), manager, false)));
    OutageRounds.inParallel(checks);
    report.fact(paid.size() + " payments and " + loaded.size() + " loads, all seals verified");
  }

  private void seals(String id, PublishedKeys keys, boolean payment) {
    try {
      TraceCheck check = new TraceCheck(parties.direct().operator().trace(id), keys);
      if (payment) {
        check.payment();
      } else {
        check.update();
      }
    } catch (Trouble e) {
      report.violation("Invariant 5: " + e.getMessage());
    }
  }
}
