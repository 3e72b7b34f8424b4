package fiveseal.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.manager.MallPayment;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.ejb.EJBException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MallJournalBeanTest {
  private static final Path MIGRATION = Path.of("../db/migration/V3__mall.sql");

  private static EmbeddedPostgres postgres;
  private static DataSource shop;

  private final MallJournalBean journal = new MallJournalBean(shop);
  private final String request = UUID.randomUUID().toString();
  private final String settlement = UUID.randomUUID().toString();

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE fiveseal_owner");
      statement.execute("CREATE ROLE fiveseal_mall LOGIN");
      statement.execute("CREATE SCHEMA shop AUTHORIZATION fiveseal_owner");
      statement.execute("SET ROLE fiveseal_owner");
      statement.execute(Files.readString(MIGRATION, UTF_8));
    }
    shop = postgres.getDatabase("fiveseal_mall", "postgres");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void keep_ofAWholePayment_isReadBack() {
    journal.requestMade(request, "a.b.c");
    journal.requestTaken(request, settlement, "http://pay/");
    journal.completionAccepted(request, settlement, "d.e.f");
    journal.receiptIssued(request, "g.h.i");
    MallPayment untaken = journal.bySettlement(settlement).orElseThrow();
    journal.receiptTaken(request);

    MallPayment payment = journal.byRequest(request).orElseThrow();
    assertThat(untaken.receiptTaken()).isFalse();
    assertThat(payment)
        .isEqualTo(
            new MallPayment(
                request,
                "a.b.c",
                Optional.of(settlement),
                Optional.of("http://pay/"),
                Optional.of("d.e.f"),
                Optional.of("g.h.i"),
                true));
    assertThat(journal.bySettlement(settlement)).contains(payment);
    assertThat(journal.newest(1)).hasSize(1);
  }

  @Test
  void keep_twice_givesTheFirst() {
    assertThat(journal.requestMade(request, "a.b.c")).isEqualTo("a.b.c");
    assertThat(journal.requestMade(request, "x.y.z")).isEqualTo("a.b.c");
    assertThat(journal.completionAccepted(request, settlement, "d.e.f")).isEqualTo("d.e.f");
    assertThat(journal.completionAccepted(request, settlement, "x.y.z")).isEqualTo("d.e.f");
    assertThat(journal.receiptIssued(request, "g.h.i")).isEqualTo("g.h.i");
    assertThat(journal.receiptIssued(request, "x.y.z")).isEqualTo("g.h.i");
    journal.requestTaken(request, settlement, "http://pay/");
    journal.requestTaken(request, settlement, "http://other/");
    assertThat(journal.byRequest(request).orElseThrow().payUrl()).contains("http://pay/");
  }

  @Test
  void bySettlement_beforeTheManagersAnswerWasKept_isFoundByItsCompletion() {
    journal.requestMade(request, "a.b.c");
    journal.completionAccepted(request, settlement, "d.e.f");

    assertThat(journal.bySettlement(settlement).orElseThrow().requestId()).isEqualTo(request);
    assertThat(journal.bySettlement(request)).isEmpty();
    assertThat(journal.byRequest(settlement)).isEmpty();
  }

  @Test
  void keep_ofASettlementForTwoRequests_isRefused() {
    journal.requestMade(request, "a.b.c");
    journal.completionAccepted(request, settlement, "d.e.f");
    String other = UUID.randomUUID().toString();
    journal.requestMade(other, "a.b.c");

    assertThatThrownBy(() -> journal.completionAccepted(other, settlement, "d.e.f"))
        .isInstanceOf(EJBException.class);
    assertThatThrownBy(() -> journal.receiptIssued(other, "g.h.i"))
        .isInstanceOf(EJBException.class);
  }

  @Test
  void pin_twice_keepsTheFirst() {
    String kid = "k".repeat(43);
    journal.pinManagerKey(kid, "{\"first\":1}");
    journal.pinManagerKey(kid, "{\"second\":2}");

    assertThat(journal.managerKeys()).containsExactly("{\"first\":1}");
  }

  @Test
  void change_byTheMallsOwnRole_isRefusedByTheDatabase() throws SQLException {
    journal.requestMade(request, "a.b.c");

    try (Connection connection = shop.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table :
          new String[] {
            "request_made",
            "request_taken",
            "completion_accepted",
            "receipt_issued",
            "receipt_taken",
            "manager_key"
          }) {
        assertThatThrownBy(() -> statement.execute("DELETE FROM shop." + table))
            .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> statement.execute("TRUNCATE shop." + table))
            .isInstanceOf(SQLException.class);
      }
      assertThatThrownBy(
              () -> statement.execute("UPDATE shop.request_made SET message_1 = 'x.y.z'"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void everythingInTheSchema_hasAComment() throws SQLException {
    String without =
        """
        SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND c.relkind = 'r' AND a.attnum > 0
         WHERE n.nspname = 'shop' AND c.relkind IN ('r', 'i')
           AND (obj_description(c.oid, 'pg_class') IS NULL
                OR a.attnum IS NOT NULL AND col_description(c.oid, a.attnum) IS NULL)
        """;
    try (Connection connection = shop.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(without)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isZero();
    }
  }
}
