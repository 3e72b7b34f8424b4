package fiveseal.ledger;

import fiveseal.database.EmbeddedDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.sql.DataSource;

/** A ledger in a real database, written as the application's role. */
public final class LedgerRecords implements AutoCloseable {
  /** The time, which stands still. */
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  private static final String SETTLEMENT = "01957000-0000-7000-8000-000000000001";
  private static final String POST =
      "insert into transfer (transfer_id, debit_account_id, credit_account_id, amount_minor,"
          + " currency, kind, settlement_id, line_no, posted_at)"
          + " values (?, ?, ?, ?, 'JPY', 'PAYMENT', '"
          + SETTLEMENT
          + "', ?, now())";

  private final EmbeddedDatabase database;
  private final EntityManagerFactory factory;
  private int lines;

  /** Starts a database with a store, a settlement and no account. */
  public LedgerRecords() throws IOException, SQLException {
    database = EmbeddedDatabase.start();
    factory = database.entities(Account.class, Transfer.class);
    sql(
        "insert into store (store_id, name, role, commission_per_mille, fee_per_mille,"
            + " registered_at) values ('a', 'a', 'STORE', 0, 0, now())");
    sql(
        "insert into settlement (settlement_id, store_id, request_id, state, amount_minor,"
            + " currency, created_at, expires_at) values ('"
            + SETTLEMENT
            + "', 'a', 'r', 'REQUESTED', 1, 'JPY', now(), now())");
  }

  /** What the application works with. */
  public DataSource source() {
    return database.dataSource("fiveseal_app");
  }

  /** Executes one statement as the owner of the tables. */
  public void sql(String statement) {
    try (Connection connection = database.dataSource("fiveseal_owner").getConnection();
        Statement created = connection.createStatement()) {
      created.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Neither accounts nor transfers nor snapshots stay. */
  public void clear() {
    sql(
        "truncate account, transfer, ledger_roll_up, kind_balance_snapshot,"
            + " account_balance_snapshot cascade");
  }

  /**
   * As a dump leaves them when it is restored into the server that it came from: every column as it
   * was but the generated ones, in a table filled anew.
   */
  public void restoreTransfers() {
    String columns =
        "transfer_id, debit_account_id, credit_account_id, amount_minor, currency, kind,"
            + " settlement_id, line_no, posted_at";
    sql(
        "create table dumped as select "
            + columns
            + " from transfer; truncate transfer; insert into transfer ("
            + columns
            + ") select "
            + columns
            + " from dumped; drop table dumped");
  }

  /** Opens an account. */
  public void account(long id, AccountKind kind, String owner) {
    sql(
        "insert into account (account_id, kind, owner, currency, opened_at) values ("
            + id
            + ", '"
            + kind
            + "', '"
            + owner
            + "', 'JPY', now())");
  }

  /** Posts on a connection, whose transaction decides. */
  public void post(Connection connection, long id, long debit, long credit, long amountMinor)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(POST)) {
      statement.setLong(1, id);
      statement.setLong(2, debit);
      statement.setLong(3, credit);
      statement.setLong(4, amountMinor);
      statement.setInt(5, ++lines);
      statement.executeUpdate();
    }
  }

  /** Posts in a transaction of its own. */
  public void post(long id, long debit, long credit, long amountMinor) {
    try (Connection connection = source().getConnection()) {
      post(connection, id, debit, credit, amountMinor);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a container calls a bean: one transaction. */
  public <T> T transact(Function<EntityManager, T> work) {
    EntityManager entities = factory.createEntityManager();
    try {
      entities.getTransaction().begin();
      T result = work.apply(entities);
      entities.getTransaction().commit();
      return result;
    } finally {
      if (entities.getTransaction().isActive()) {
        entities.getTransaction().rollback();
      }
      entities.close();
    }
  }

  /** The balances, within a transaction. */
  @SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
  public static Balances balances(EntityManager entities) {
    Balances balances = new Balances();
    balances.entities = entities;
    return balances;
  }

  /** The statements, within a transaction. */
  @SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
  public static Statements statements(EntityManager entities) {
    Statements statements = new Statements();
    statements.entities = entities;
    return statements;
  }

  /** Rolls up as a node would, with limits of the test's own. */
  public long rollUp(int transfersMin, int legsMin) {
    return transact(entities -> rollUp(entities).rollUp(transfersMin, legsMin));
  }

  @SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
  static BalanceRollUp rollUp(EntityManager entities) {
    BalanceRollUp rollUp = new BalanceRollUp();
    rollUp.entities = entities;
    rollUp.balances = balances(entities);
    rollUp.clock = CLOCK;
    return rollUp;
  }

  /** Every account's balance by adding up the whole ledger, minor units. */
  public Map<Long, Long> fullSums() {
    Map<Long, Long> sums = new TreeMap<>();
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select a.account_id, coalesce(sum(case when t.credit_account_id = a.account_id"
                    + " then t.amount_minor else -t.amount_minor end), 0) from account a"
                    + " left join transfer t"
                    + " on a.account_id in (t.debit_account_id, t.credit_account_id) group by 1")) {
      while (rows.next()) {
        sums.put(rows.getLong(1), rows.getLong(2));
      }
      return sums;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every account's balance as it is read: from snapshots and what came since. */
  public Map<Long, Long> balances() {
    return transact(
        entities -> {
          Map<Long, Long> read = new TreeMap<>();
          fullSums()
              .keySet()
              .forEach(id -> read.put(id, balances(entities).of(id).orElseThrow().balanceMinor()));
          return read;
        });
  }

  @Override
  public void close() throws IOException {
    factory.close();
    database.close();
  }
}
