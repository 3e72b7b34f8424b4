package fiveseal.auditor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes rows as the manager would, as superuser. */
final class WorldRows {
  private final Connection connection;
  private final Map<AccountName, Long> accounts = new HashMap<>();
  private long nextId = 100;

  WorldRows(Connection connection) {
    this.connection = connection;
  }

  long nextId() {
    return nextId++;
  }

  /**
   * Writes a row.
   *
   * @param columns names and values in turn
   */
  void insert(String table, Object... columns) throws SQLException {
    List<String> names = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < columns.length; i += 2) {
      names.add((String) columns[i]);
      values.add(columns[i + 1]);
    }
    execute(
        "INSERT INTO settlement."
            + table
            + " ("
            + String.join(", ", names)
            + ") VALUES ("
            + "?, ".repeat(names.size() - 1)
            + "?)",
        values.toArray());
  }

  void execute(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        Object value =
            values[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : values[i];
        statement.setObject(i + 1, value);
      }
      statement.executeUpdate();
    }
  }

  /**
   * Posts a transfer.
   *
   * @param subject the column of what it is for
   */
  void post(String subject, String id, Entry entry, Instant at) throws SQLException {
    insert(
        "transfer",
        "transfer_id",
        nextId(),
        "debit_account_id",
        account(entry.debit(), at),
        "credit_account_id",
        account(entry.credit(), at),
        "amount_minor",
        entry.amountMinor(),
        "currency",
        entry.currency(),
        "kind",
        entry.kind(),
        subject,
        id,
        "line_no",
        entry.lineNo(),
        "posted_at",
        at);
  }

  private long account(AccountName name, Instant at) throws SQLException {
    Long known = accounts.get(name);
    if (known != null) {
      return known;
    }
    long id = nextId();
    insert(
        "account",
        "account_id",
        id,
        "kind",
        name.kind(),
        "owner",
        name.owner(),
        "currency",
        name.currency(),
        "opened_at",
        at);
    accounts.put(name, id);
    return id;
  }

  /** Writes all balances down, of every account. */
  void rollUp() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          WITH up AS (
            INSERT INTO settlement.ledger_roll_up
            VALUES (settlement.posting_numbers(),
                    pg_snapshot_xmin(pg_current_snapshot())::text::bigint, 1, now(),
                    pg_current_xact_id()::text::bigint)
            RETURNING cluster_id, horizon),
          leg AS (
            SELECT a.*, t.amount_minor AS debit, 0 AS credit
              FROM settlement.transfer t
              JOIN settlement.account a ON a.account_id = t.debit_account_id
             UNION ALL
            SELECT a.*, 0, t.amount_minor
              FROM settlement.transfer t
              JOIN settlement.account a ON a.account_id = t.credit_account_id),
          account AS (
            INSERT INTO settlement.account_balance_snapshot
            SELECT up.cluster_id, account_id, up.horizon, sum(debit), sum(credit)
              FROM up, leg GROUP BY 1, 2, 3)
          INSERT INTO settlement.kind_balance_snapshot
          SELECT up.cluster_id, up.horizon, kind, currency, sum(debit), sum(credit)
            FROM up, leg GROUP BY 1, 2, 3, 4
          """);
    }
  }

  /** Keeps a message. */
  long evidence(int seal, String subject, String compact, Instant at) throws SQLException {
    long id = nextId();
    insert(
        "evidence",
        "evidence_id",
        id,
        "received_at",
        at,
        "subject_id",
        subject,
        "seal",
        seal,
        "compact",
        compact);
    return id;
  }
}
