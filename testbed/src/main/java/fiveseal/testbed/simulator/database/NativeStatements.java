package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.NotSimulated;
import fiveseal.testbed.simulator.sql.Tokens;
import fiveseal.testbed.simulator.sql.Values;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The product's native statements: inserts as they are written, others by an exact table. */
final class NativeStatements {
  private static final String WAITING_STORES =
      "with recursive waiting (store_id) as ("
          + "(select store_id from delivery where acknowledged_at is null"
          + " order by store_id limit 1)"
          + " union all select (select d.store_id from delivery d where d.acknowledged_at is null"
          + " and d.store_id > w.store_id order by d.store_id limit 1)"
          + " from waiting w where w.store_id is not null)"
          + " select w.store_id from waiting w where w.store_id is not null and exists ("
          + "select 1 from delivery d where d.acknowledged_at is null"
          + " and d.store_id = w.store_id and d.next_attempt_at <= ?1) order by 1";

  private static final String CLAIM_DUE =
      "update delivery set next_attempt_at = ?1 where settlement_id in ("
          + "select settlement_id from delivery where acknowledged_at is null"
          + " and store_id = ?2 and next_attempt_at <= ?3 order by next_attempt_at"
          + " limit ?4 for update skip locked) returning settlement_id";

  private static final String WAIT_FOR =
      "select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 0))) as locked";

  private static final String TRY_LOCK = "select pg_try_advisory_xact_lock(?)";

  private static final Map<String, Statement> KNOWN =
      Map.of(
          WAITING_STORES, new WaitingStores(),
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

  /** The stores that a delivery is due for, in order. */
  private static final class WaitingStores implements Statement {
    @Override
    public List<Object> list(
        SimulatedDatabase database, Session session, Map<String, Object> parameters, Limits none) {
      Table table = database.table("delivery");
      int store = table.shape().column("store_id");
      return due(table, session, parameters.get("1"))
          .map(row -> row[store])
          .distinct()
          .sorted()
          .toList();
    }

    @Override
    public int update(
        SimulatedDatabase database, Transaction transaction, Map<String, Object> parameters) {
      throw new NotSimulated("stores are listed");
    }
  }

  private static Stream<Object[]> due(Table table, Session session, Object now) {
    int next = table.shape().column("next_attempt_at");
    int acknowledged = table.shape().column("acknowledged_at");
    return session.rows(table).stream()
        .filter(row -> row[acknowledged] == null)
        .filter(row -> Values.compare(row[next], now) <= 0);
  }

  /** A store's deliveries that are due are put off and given. */
  private static final class ClaimDue implements Statement {
    @Override
    public List<Object> list(
        SimulatedDatabase database, Session session, Map<String, Object> parameters, Limits none) {
      Table table = database.table("delivery");
      TableShape shape = table.shape();
      int next = shape.column("next_attempt_at");
      List<Object[]> due =
          due(table, session, parameters.get("3"))
              .filter(row -> row[shape.column("store_id")].equals(parameters.get("2")))
              .sorted(Comparator.comparing(row -> (OffsetDateTime) row[next]))
              .limit((Long) parameters.get("4"))
              .toList();
      List<Object> claimed = new ArrayList<>();
      for (Object[] row : due) {
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
