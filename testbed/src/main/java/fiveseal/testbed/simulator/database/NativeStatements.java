package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.NotSimulated;
import fiveseal.testbed.simulator.sql.Tokens;
import fiveseal.testbed.simulator.sql.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The product's native statements: inserts as they are written, others by an exact table. */
final class NativeStatements {
  private static final String CLAIM_DUE =
      "update delivery set next_attempt_at = ? where settlement_id in ("
          + "select settlement_id from delivery where acknowledged_at is null"
          + " and next_attempt_at <= ? order by next_attempt_at"
          + " limit ? for update skip locked) returning settlement_id";

  private static final String WAIT_FOR =
      "select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 0))) as locked";

  private static final String TRY_LOCK = "select pg_try_advisory_xact_lock(?)";

  private static final Map<String, Statement> KNOWN =
      Map.of(
          CLAIM_DUE, new ClaimDue(),
          WAIT_FOR, new AdvisoryLock(true),
          TRY_LOCK, new AdvisoryLock(false));

  private NativeStatements() {}

  static Statement of(String text) {
    Statement known = KNOWN.get(text);
    if (known != null) {
      return known;
    }
    Tokens tokens = new Tokens(text);
    if (tokens.peek().equals("insert")) {
      return new NativeInsert(tokens);
    }
    if (tokens.peek().equals("select")) {
      return new NativeSelect(tokens);
    }
    throw tokens.unknown();
  }

  /** A lock on a name, until the transaction ends. */
  private record AdvisoryLock(boolean waits) implements Statement {
    @Override
    public List<Object> list(
        SimulatedDatabase database, Session session, Map<String, Object> parameters, Limits none) {
      Object name = "advisory " + parameters.get("1");
      return List.of(waits ? session.waitFor(name) : session.tryLock(name));
    }

    @Override
    public int update(
        SimulatedDatabase database, Transaction transaction, Map<String, Object> parameters) {
      throw new NotSimulated("a lock is selected");
    }
  }

  /** Deliveries that are due are put off and given. */
  private static final class ClaimDue implements Statement {
    @Override
    public List<Object> list(
        SimulatedDatabase database, Session session, Map<String, Object> parameters, Limits none) {
      Table table = database.table("delivery");
      TableShape shape = table.shape();
      int next = shape.column("next_attempt_at");
      int acknowledged = shape.column("acknowledged_at");
      Stream<Object[]> due =
          session.rows(table).stream()
              .filter(row -> row[acknowledged] == null)
              .filter(row -> Values.compare(row[next], parameters.get("2")) <= 0)
              .sorted(Comparator.comparing(row -> (java.time.OffsetDateTime) row[next]))
              .limit((Long) parameters.get("3"));
      List<Object> claimed = new ArrayList<>();
      for (Object[] row : due.toList()) {
        session.write(table, shape.keyOf(row), Map.of(next, parameters.get("1")));
        claimed.add(row[shape.column("settlement_id")]);
      }
      return claimed;
    }

    @Override
    public int update(
        SimulatedDatabase database, Transaction transaction, Map<String, Object> parameters) {
      throw new NotSimulated("claims are listed");
    }
  }
}
