package fiveseal.report;

import fiveseal.audit.StoredMessage;
import fiveseal.database.EmbeddedDatabase;
import fiveseal.manager.Tenant;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many settlements of 28 days in a real database, made set-based: nine of ten are a mall's with ten
 * lower stores, the others another mall's. Nearly all are paid and receipted.
 */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
final class History implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final Tenant MALL = Tenant.ofStore("mall");
  static final Tenant LOWER = Tenant.ofLowerStore("l3");
  static final Tenant OPERATOR = Tenant.operator();
  private static final Duration LENGTH = Duration.ofDays(28);
  private static final Pattern SCANNED =
      Pattern.compile("Scan.*actual time=\\S+ rows=([0-9.]+) loops=([0-9]+)");
  private static final Pattern REMOVED = Pattern.compile("Rows Removed by Filter: ([0-9]+)");

  private final EmbeddedDatabase database;
  private final EntityManagerFactory factory;

  /** Makes so many settlements. */
  History(int settlements) throws IOException, SQLException {
    database = EmbeddedDatabase.start();
    factory = database.entities(StoredMessage.class);
    stores();
    settlements(settlements);
    sql("analyze");
  }

  private void stores() {
    String insert =
        "insert into store (store_id, name, role, mall_id, commission_per_mille, fee_per_mille,"
            + " registered_at) values (?, ?, ?, ?, ?, 10, now())";
    sql(insert, "mall", "The mall", "STORE", null, 0);
    sql(insert, "other", "Another mall", "STORE", null, 0);
    for (int i = 0; i < 10; i++) {
      sql(insert, "l" + i, "Lower " + i, "LOWER_STORE", "mall", 50);
      sql(insert, "o" + i, "Foreign " + i, "LOWER_STORE", "other", 50);
    }
    sql(
        "insert into account (account_id, kind, owner, currency, opened_at)"
            + " select row_number() over (order by store_id), 'STORE', store_id, 'JPY', now()"
            + " from store union all select 1000, 'FUNDING', 'operator', 'JPY', now()");
  }

  private void settlements(int count) {
    sql(
        "create table made as select i, id, 'r' || i as request, case when i % 10 = 9 then 'other'"
            + " else 'mall' end as store, case when i % 10 = 9 then 'o' else 'l' end"
            + " || (i * 7 + i / 10) % 10 as seller, case when i % 10 = 9 then 'o' else 'l' end"
            + " || (i * 7 + i / 10 + 1) % 10 as second, 100 + i % 5000 as amount, at,"
            + " case when i % 1000 = 0 then 'IN_DOUBT' when i % 1000 = 1 then 'REVERSED'"
            + " when i % 1000 < 12 then 'DECLINED' when i % 1000 < 22 then 'CANCELLED'"
            + " when i % 1000 < 52 then 'EXPIRED' when i % 1000 = 52 then 'COMPLETED'"
            + " else 'RECEIPTED' end as state"
            + " from (select i, to_timestamp(ms / 1000.0) as at, substr(h, 1, 8) || '-'"
            + " || substr(h, 9, 4) || '-7000-8000-' || lpad(to_hex(i), 12, '0') as id"
            + " from (select i, ms, lpad(to_hex(ms), 12, '0') as h from (select i,"
            + " cast(? + cast(i as bigint) * ? / ? as bigint) as ms"
            + " from generate_series(0, ? - 1) i) g) t) s",
        NOW.minus(LENGTH).toEpochMilli(), LENGTH.toMillis(), (long) count, count);
    sql(
        "insert into settlement (settlement_id, store_id, request_id, state, amount_minor,"
            + " currency, created_at, expires_at, completed_at) select id, store, request, state,"
            + " amount + case when i % 2 = 0 then 50 else 0 end, 'JPY', at, at + interval '15 min',"
            + " case when state in ('COMPLETED', 'RECEIPTED') then at + interval '20 s' end"
            + " from made");
    sql(
        "insert into settlement_line select id, 1, seller, amount, 'goods', 'o-' || i from made"
            + " union all select id, 2, second, 50, 'more', 'p-' || i from made where i % 2 = 0");
    sql(
        "insert into transfer (transfer_id, debit_account_id, credit_account_id, amount_minor,"
            + " currency, kind, settlement_id, line_no, posted_at) select row_number() over (),"
            + " 1000, a.account_id, l.amount_minor, 'JPY', 'PAYMENT', l.settlement_id, l.line_no,"
            + " s.completed_at from settlement_line l join settlement s using (settlement_id)"
            + " join account a on a.owner = l.store_id where s.completed_at is not null");
    sql("drop table made");
  }

  /** Executes one statement as the owner of the tables. */
  void sql(String statement, Object... parameters) {
    try (Connection connection = database.dataSource("fiveseal_owner").getConnection();
        PreparedStatement prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < parameters.length; i++) {
        prepared.setObject(i + 1, parameters[i]);
      }
      prepared.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection as the owner of the tables, for what is committed later. */
  Connection connection() throws SQLException {
    return database.dataSource("fiveseal_owner").getConnection();
  }

  /** As a container calls a bean: in a transaction. */
  <T> T transact(Function<EntityManager, T> work) {
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

  /** Asks the desk of settlements. */
  <T> T console(Function<ConsoleDesk, T> work) {
    return transact(
        entities -> {
          ConsoleDesk desk = new ConsoleDesk();
          desk.reads = reads(entities);
          desk.clock = clock();
          return work.apply(desk);
        });
  }

  /** Asks the desk of overviews. */
  <T> T overviews(Function<OverviewDesk, T> work) {
    return transact(
        entities -> {
          OverviewDesk desk = new OverviewDesk();
          desk.reads = reads(entities);
          desk.clock = clock();
          return work.apply(desk);
        });
  }

  private static ConsoleReads reads(EntityManager entities) {
    ConsoleReads reads = new ConsoleReads();
    reads.entities = entities;
    return reads;
  }

  /** One step of the roll-up. */
  int rollUp() {
    return transact(
        entities -> {
          RollUp rollUp = new RollUp();
          rollUp.entities = entities;
          rollUp.clock = clock();
          return rollUp.step();
        });
  }

  static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  /** The first column of all rows, as text. */
  List<String> query(String sql, Object... parameters) {
    return query("fiveseal_owner", sql, List.of(parameters));
  }

  private List<String> query(String role, String sql, List<Object> parameters) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.dataSource(role).getConnection();
        PreparedStatement prepared = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        prepared.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet result = prepared.executeQuery()) {
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** How the database answers a statement of the application's role. */
  Plan explain(Sql sql) {
    return new Plan(
        query("fiveseal_app", "explain (analyze, buffers) " + sql.text(), sql.parameters()));
  }

  /** What a statement read. */
  record Plan(List<String> lines) {
    /** Rows that came out of tables and indexes, and rows that were read and thrown away. */
    long rowsRead() {
      long read = 0;
      long loops = 1;
      for (String line : lines) {
        Matcher scanned = SCANNED.matcher(line);
        if (scanned.find()) {
          loops = Long.parseLong(scanned.group(2));
          read += Math.round(Double.parseDouble(scanned.group(1)) * loops);
        }
        Matcher removed = REMOVED.matcher(line);
        if (removed.find()) {
          read += Long.parseLong(removed.group(1)) * loops;
        }
      }
      return read;
    }

    /** Whether a table that grows with the history was read from end to end. */
    boolean readsAWholeTable() {
      return lines.stream()
          .anyMatch(
              line ->
                  line.matches(
                      ".*Seq Scan on (settlement|settlement_line|transfer|refund|evidence|credit"
                          + "|activity_hour|command)\\b.*"));
    }

    /** The time that the database took, milliseconds. */
    double millis() {
      return lines.stream()
          .filter(line -> line.startsWith("Execution Time"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9.]", "")))
          .sum();
    }

    @Override
    public String toString() {
      return String.join("\n", lines);
    }
  }

  @Override
  public void close() throws IOException {
    factory.close();
    database.close();
  }
}
