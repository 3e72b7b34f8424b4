package fiveseal.report;

import fiveseal.manager.FoundSettlements;
import fiveseal.settlement.SettlementLife;
import fiveseal.settlement.SettlementState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes rows of a search what the scope may see of them: three statements for a page. */
final class SettlementRows {
  private static final int STORE = 1;
  private static final int REQUEST = 2;
  private static final int STATE = 3;
  private static final int AMOUNT = 4;
  private static final int CURRENCY = 5;
  static final int COMPLETED_AT = 6;
  static final int EXPIRES_AT = 7;

  private final ConsoleReads reads;
  private final Scope scope;
  private final Instant now;

  SettlementRows(ConsoleReads reads, Scope scope, Instant now) {
    this.reads = reads;
    this.scope = scope;
    this.now = now;
  }

  List<FoundSettlements.Row> of(List<Object[]> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<String> ids = rows.stream().map(row -> (String) row[0]).toList();
    Map<String, List<FoundSettlements.Line>> lines = lines(ids);
    Map<String, Long> refunded = new HashMap<>();
    reads.refunded(scope, ids).forEach(row -> refunded.put((String) row[0], Rows.number(row[1])));
    return rows.stream()
        .map(
            row ->
                row(
                    row,
                    lines.getOrDefault((String) row[0], List.of()),
                    refunded.getOrDefault((String) row[0], 0L)))
        .toList();
  }

  private Map<String, List<FoundSettlements.Line>> lines(List<String> ids) {
    Map<String, List<FoundSettlements.Line>> lines = new HashMap<>();
    for (Object[] row : reads.lines(scope, ids)) {
      lines
          .computeIfAbsent((String) row[0], id -> new ArrayList<>())
          .add(
              new FoundSettlements.Line(
                  Math.toIntExact(Rows.number(row[1])),
                  (String) row[2],
                  Rows.number(row[3]),
                  (String) row[4],
                  (String) row[5]));
    }
    return lines;
  }

  private FoundSettlements.Row row(
      Object[] row, List<FoundSettlements.Line> lines, long refundedMinor) {
    SettlementState state =
        SettlementLife.asOf(
            SettlementState.valueOf((String) row[STATE]), Rows.time(row[EXPIRES_AT]), now);
    // The whole amount less its own would tell a lower store what its siblings sold.
    long amountMinor =
        scope.own().isPresent()
            ? lines.stream().mapToLong(FoundSettlements.Line::amountMinor).sum()
            : Rows.number(row[AMOUNT]);
    return new FoundSettlements.Row(
        (String) row[0],
        (String) row[STORE],
        (String) row[REQUEST],
        state.name(),
        amountMinor,
        refundedMinor,
        (String) row[CURRENCY],
        IdTime.of((String) row[0]),
        Optional.ofNullable(row[COMPLETED_AT]).map(Rows::time),
        lines);
  }
}
