package fiveseal.auditor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.db.MigratedDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A superuser changes what he likes; the auditor finds it. Each tampering is done to a copy of the
 * consistent world of {@link WorldStory}, with foreign keys and triggers switched off.
 */
class AuditTest {
  private static final AtomicInteger COPIES = new AtomicInteger();

  private static MigratedDatabase server;
  private static List<String> held;
  private static String authority;

  @TempDir Path folder;

  @BeforeAll
  static void build() throws Exception {
    server = new MigratedDatabase();
    try (Connection connection = server.connect("postgres", "postgres")) {
      World world = new World(connection);
      new WorldStory(world).tell();
      held = List.copyOf(world.held());
      authority = world.authorityKid();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private Path anchors() throws Exception {
    Path file = folder.resolve("anchors");
    Files.write(file, Stream.concat(Stream.of("# from the stores", ""), held.stream()).toList());
    return file;
  }

  private static Audit audit(Optional<Path> anchors) {
    return new Audit(Duration.ofMinutes(5), false, anchors, Optional.of(authority), 50);
  }

  private static Findings audit(String database, Optional<Path> anchors) throws Exception {
    try (Connection connection = server.connect(database, "fiveseal_auditor")) {
      return audit(anchors).run(connection);
    }
  }

  /** A copy of the world, changed. */
  private static String tampered(String sql) throws SQLException {
    String copy = "copy_" + COPIES.incrementAndGet();
    try (Connection connection = server.connect("template1", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + copy + " TEMPLATE postgres");
    }
    try (Connection connection = server.connect(copy, "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
      statement.execute("SET search_path = settlement");
      for (String each : sql.split(";", -1)) {
        statement.execute(each);
      }
      assertThat(statement.getUpdateCount()).as(sql).isPositive();
    }
    return copy;
  }

  private static void drop(String copy) throws SQLException {
    try (Connection connection = server.connect("template1", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE " + copy);
    }
  }

  // --- what is well

  @Test
  void audit_ofAConsistentWorld_findsNothingAndChecksEverything() throws Exception {
    Findings findings = audit("postgres", Optional.of(anchors()));

    assertThat(Report.lines(findings)).noneMatch(line -> line.contains("!"));
    assertThat(findings.violations()).isZero();
    for (Check check : Check.values()) {
      assertThat(findings.checked(check)).as(check.title()).isPositive();
    }
    assertThat(findings.checked(Check.ANCHORS)).isEqualTo(held.size());
  }

  @Test
  void report_ofAConsistentWorld_endsWithOneLineThatSaysAll() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit;
    try (Connection connection = server.connect("postgres", "fiveseal_auditor");
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      exit = audit(Optional.empty()).report(connection, print);
    }
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();

    assertThat(exit).isZero();
    assertThat(lines.get(lines.size() - 1))
        .matches(
            "audit: 16 checks over 8 settlements, \\d+ messages, \\d+ transfers: 0 violations");
    assertThat(lines)
        .anyMatch(line -> line.matches(" *7 +anchors +no anchors +nothing to check"))
        .anyMatch(line -> line.contains("JPY: loads 17,200 = cards "));
  }

  @Test
  void audit_ofAManagerThatStandsStill_judgesAgesAsOfItsLastAct() throws Exception {
    String copy =
        tampered(
            "UPDATE settlement SET state = 'REQUESTED' WHERE state = 'EXPIRED' AND card_number IS"
                + " NULL");
    try (Connection running = server.connect(copy, "fiveseal_auditor");
        Connection still = server.connect(copy, "fiveseal_auditor")) {
      Audit idle = new Audit(Duration.ofMinutes(5), true, Optional.empty(), Optional.empty(), 50);

      assertThat(audit(Optional.empty()).run(running).violations(Check.AGES)).isEqualTo(1);
      assertThat(idle.run(still).violations()).isZero();
    }
    drop(copy);
  }

  @Test
  void audit_whileOthersWrite_seesOneMoment() throws Exception {
    try (Connection connection = server.connect("postgres", "fiveseal_auditor");
        Snapshot snapshot = new Snapshot(connection);
        Connection writer = server.connect("postgres", "postgres");
        Statement statement = writer.createStatement()) {
      long[] seen = new long[2];
      String count = "SELECT count(*) FROM settlement.invitation";
      snapshot.each(count, row -> seen[0] = row.getLong(1));
      statement.execute(
          "INSERT INTO settlement.invitation (token_digest, store_id, made_at, expires_at)"
              + " VALUES (repeat('x', 43), 'kiosk', now(), now() + interval '1 day')");
      snapshot.each(count, row -> seen[1] = row.getLong(1));
      statement.execute("DELETE FROM settlement.invitation");

      assertThat(seen[1]).isEqualTo(seen[0]);
      assertThatThrownBy(
              () -> {
                try (Statement write = connection.createStatement()) {
                  write.execute("CREATE TABLE settlement.mine ()");
                }
              })
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("read-only transaction");
    }
  }

  @Test
  void auditor_withoutADatabase_couldNotRun() {
    assertThat(Auditor.run("--url", server.url("no_such_database"), "--user", "fiveseal_auditor"))
        .isEqualTo(2);
  }

  @Test
  void auditor_whoseAnchorsAreNotThere_couldNotRun() {
    assertThat(
            Auditor.run(
                "--url",
                server.url("postgres"),
                "--user",
                "fiveseal_auditor",
                "--anchors",
                folder.resolve("nothing").toString()))
        .isEqualTo(2);
  }

  @Test
  void auditor_onTheCommandLine_endsWithItsVerdict() throws Exception {
    String copy = tampered("UPDATE card SET balance_minor = balance_minor + 1");
    try {
      String[] good = {"--url", server.url("postgres"), "--user", "fiveseal_auditor"};
      String[] bad = {"--url", server.url(copy), "--user", "fiveseal_auditor", "--show", "1"};
      assertThat(Auditor.run(good)).isZero();
      assertThat(Auditor.run(bad)).isEqualTo(1);
    } finally {
      drop(copy);
    }
  }

  @Test
  void audit_ofADumpRestoredOnTheSameServer_leavesItsOldBalancesAlone() throws Exception {
    String columns =
        "transfer_id, debit_account_id, credit_account_id, amount_minor, currency, kind,"
            + " settlement_id, update_id, credit_id, decision_id, line_no, posted_at";
    String copy =
        tampered(
            "CREATE TABLE public.dumped AS SELECT * FROM transfer; TRUNCATE transfer;"
                + " INSERT INTO transfer ("
                + columns
                + ") SELECT "
                + columns
                + " FROM public.dumped");
    try {
      Findings findings = audit(copy, Optional.empty());
      assertThat(Report.lines(findings)).noneMatch(line -> line.contains("!"));
      assertThat(findings.checked(Check.BALANCES)).isZero();
    } finally {
      drop(copy);
    }
  }

  // --- what is not

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("fiveseal.auditor.Tamperings#inside")
  void audit_whenTampered_findsItByTheNamedCheck(Check check, String sql) throws Exception {
    String copy = tampered(sql);
    try {
      Findings findings = audit(copy, Optional.empty());
      assertThat(findings.violations(check)).as(Report.lines(findings).toString()).isPositive();
    } finally {
      drop(copy);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fiveseal.auditor.Tamperings#outside")
  void audit_whenRewrittenConsistently_findsItByAnchorsAlone(String what, String sql)
      throws Exception {
    String copy = tampered(sql);
    try {
      Findings without = audit(copy, Optional.empty());
      assertThat(without.violations()).as(Report.lines(without).toString()).isZero();
      Findings with = audit(copy, Optional.of(anchors()));
      assertThat(with.violations(Check.ANCHORS)).as(what).isPositive();
      assertThat(with.violations()).isEqualTo(with.violations(Check.ANCHORS));
    } finally {
      drop(copy);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fiveseal.auditor.Tamperings#unseen")
  void audit_whenNobodySignedIt_cannotTell(String what, String sql) throws Exception {
    String copy = tampered(sql);
    try {
      assertThat(audit(copy, Optional.of(anchors())).violations()).as(what).isZero();
    } finally {
      drop(copy);
    }
  }

  @Test
  void audit_givenAnotherAuthority_findsIt() throws Exception {
    try (Connection connection = server.connect("postgres", "fiveseal_auditor")) {
      Audit audit =
          new Audit(
              Duration.ofMinutes(5), false, Optional.empty(), Optional.of("x".repeat(43)), 50);
      assertThat(audit.run(connection).violations(Check.KEYS)).isEqualTo(1);
    }
  }
}
