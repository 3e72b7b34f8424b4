package fiveseal.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.database.EmbeddedDatabase;
import fiveseal.manager.MallReversals;
import fiveseal.manager.MallReversals.AskedRefund;
import jakarta.ejb.EJBException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MallReversalsBeanTest {
  private static EmbeddedDatabase database;

  private final MallReversals records = new MallReversalsBean(database.dataSource("fiveseal_mall"));
  private final String id = UUID.randomUUID().toString();
  private final String settlement = UUID.randomUUID().toString();

  @BeforeAll
  static void start() throws Exception {
    database = EmbeddedDatabase.start();
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  private AskedRefund asked(long amountMinor, String by) {
    return new AskedRefund(
        id,
        settlement,
        2,
        "bakery",
        amountMinor,
        "JPY",
        "OUT_OF_STOCK",
        "none left",
        by,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void made_twice_givesTheFirst() {
    assertThat(records.made("REFUND", id, settlement, "a.b.c")).isEqualTo("a.b.c");
    assertThat(records.made("REFUND", id, settlement, "x.y.z")).isEqualTo("a.b.c");
    assertThat(records.made("CANCEL", id, id, "d.e.f")).isEqualTo("d.e.f");
    assertThat(records.about("REFUND", settlement)).containsExactly("a.b.c");
    assertThat(records.about("CANCEL", settlement)).isEmpty();
  }

  @Test
  void made_afterItWasDropped_isAnotherAttempt() {
    records.made("REFUND", id, settlement, "a.b.c");
    records.dropped("REFUND", id);
    assertThat(records.kept("REFUND", id)).isEmpty();
    assertThat(records.about("REFUND", settlement)).isEmpty();

    assertThat(records.made("REFUND", id, settlement, "x.y.z")).isEqualTo("x.y.z");
    assertThat(records.kept("REFUND", id)).contains("x.y.z");
    records.dropped("REFUND", id);
    records.dropped("REFUND", id);
    assertThat(records.kept("REFUND", id)).isEmpty();
  }

  @Test
  void ask_twice_givesWhatWasAskedFirst() {
    AskedRefund first = records.ask(asked(100, "ann"));
    AskedRefund again = records.ask(asked(200, "bob"));

    assertThat(first.askedBy()).isEqualTo("ann");
    assertThat(again).isEqualTo(first);
    assertThat(again.sameWish(asked(100, "bob"))).isTrue();
    assertThat(again.sameWish(asked(200, "bob"))).isFalse();
    assertThat(first.note()).isEqualTo("none left");
    assertThat(records.askedOf(settlement)).containsExactly(first);
  }

  @Test
  void ended_isTheFirstWord_andEndsTheWaiting() {
    records.ask(asked(100, "ann"));
    assertThat(records.unanswered(Instant.EPOCH, "", 1000))
        .extracting(AskedRefund::refundId)
        .contains(id);

    records.ended(id, true, "DUE");
    records.ended(id, false, "message-refused");

    assertThat(records.askedOf(settlement).get(0).taken()).contains(true);
    assertThat(records.unanswered(Instant.EPOCH, "", 1000))
        .extracting(AskedRefund::refundId)
        .doesNotContain(id);
  }

  @Test
  void unanswered_isReadInPages_whateverItsAge() throws SQLException {
    AskedRefund old = records.ask(asked(100, "ann"));
    try (Connection connection = database.dataSource("fiveseal_owner").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE shop.refund_asked SET asked_at = asked_at - interval '30 days'"
              + " WHERE refund_id = '"
              + id
              + "'");
    }

    AskedRefund first = records.unanswered(Instant.EPOCH, "", 1).get(0);

    assertThat(first.refundId()).isEqualTo(old.refundId());
    assertThat(records.unanswered(first.askedAt().orElseThrow(), id, 1000))
        .extracting(AskedRefund::refundId)
        .doesNotContain(id);
    assertThat(records.unanswered(first.askedAt().orElseThrow(), "", 1000))
        .extracting(AskedRefund::refundId)
        .contains(id);
  }

  @Test
  void ask_ofWhatTheRulesForbid_isRefusedByTheDatabase() {
    assertThatThrownBy(() -> records.ask(asked(0, "ann"))).isInstanceOf(EJBException.class);
    assertThatThrownBy(() -> records.made("OTHER", id, settlement, "a.b.c"))
        .isInstanceOf(EJBException.class);
    assertThatThrownBy(() -> records.made("REFUND", id, settlement, "no message"))
        .isInstanceOf(EJBException.class);
  }

  @Test
  void change_byTheMallsOwnRole_isRefusedByTheDatabase() throws SQLException {
    try (Connection connection = database.dataSource("fiveseal_mall").getConnection();
        Statement statement = connection.createStatement()) {
      for (String table :
          new String[] {"reversal_made", "reversal_dropped", "refund_asked", "refund_ended"}) {
        assertThatThrownBy(() -> statement.execute("DELETE FROM shop." + table))
            .isInstanceOf(SQLException.class);
      }
      assertThatThrownBy(() -> statement.execute("UPDATE shop.refund_asked SET amount_minor = 1"))
          .isInstanceOf(SQLException.class);
    }
  }
}
