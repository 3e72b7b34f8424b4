package fiveseal.report;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.database.Plan;
import fiveseal.settlement.Records;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the list of a stolen key costs among 30,000 messages and cards: a page, read by an index.
 */
class CompromisePlansTest {
  private static final int ROWS = 30_000;
  private static final int PAGE = 51;
  private static final String RARE = "R".repeat(43);
  private static final String BUSY = "K".repeat(43);
  private static final Instant STOLEN = Records.START.minus(Duration.ofHours(1));

  /** Nothing was renewed since. */
  private static final Instant LATER = Records.START.plus(Duration.ofDays(1));

  private static Records records;

  @BeforeAll
  static void fill() throws Exception {
    records = new Records();
    records.store("a");
    series(
        "insert into evidence select n, timestamptz '2026-03-01Z' + n * interval '1 s',"
            + " cast(n as text), 1 + n % 4, case when n % 1000 = 0 then '"
            + message(RARE)
            + "' else '"
            + message(BUSY)
            + "' end");
    String signed = "case when n % 1000 = 0 then '" + message(RARE) + "' else '" + message(BUSY);
    String received = "timestamptz '2026-03-01Z' + n * interval '1 s'";
    series("insert into cancellation select 'a', 'r' || n, " + signed + "' end, " + received);
    series(
        "insert into completion_endpoint select 'a', n, 'https://a.example/', "
            + signed
            + "' end, "
            + received);
    series(
        "insert into card (card_number, currency, key_version, next_counter, balance_minor,"
            + " blocked, balance_limit, amount_limit, issued_at) select lpad(cast(n as text), 16,"
            + " '0'), 'JPY', case when n % 1000 = 0 then 7 else 1 end, 1, 0, false, 0, 0, now()");
    series(
        "insert into value_update (update_id, kind, state, card_number, currency, created_at,"
            + " new_key_version) select gen_random_uuid(), 'REKEY', 'DONE', lpad(cast(n as text),"
            + " 16, '0'), 'JPY', now(), case when n % 1000 = 1 then 7 else 2 end");
    records.sql(
        "insert into manager_key select kid, 'AUTHORITY', '\\x00', kid, now(),"
            + " now() + interval '1 day', now() from (values (repeat('A', 43))) as a (kid)");
    records.sql(
        "insert into store_key (kid, store_id, certificate, issuer_kid, not_before, not_after,"
            + " superseded_at, enrolled_at) select kid, 'a', '\\x00', repeat('A', 43), now(),"
            + " now() + interval '1 day', now(), now() from unnest(array['"
            + BUSY
            + "', '"
            + RARE
            + "']) kid");
    records.sql(
        "insert into key_renewal values ('" + BUSY + "', '" + RARE + "', 'a', '', ?)",
        STOLEN.atOffset(ZoneOffset.UTC));
    records.sql("analyze");
  }

  private static String message(String kid) {
    String header = "{\"alg\":\"ES256\",\"typ\":\"t\",\"kid\":\"" + kid + "\"}";
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + ".e30.AAAA";
  }

  private static void series(String insert) {
    records.sql(insert + " from generate_series(1, " + ROWS + ") n");
  }

  @AfterAll
  static void stop() throws Exception {
    records.close();
  }

  private static void assertReads(int rowsMax, String query, Object... parameters)
      throws SQLException {
    Plan plan = records.plan(query, parameters);
    assertThat(plan.scanned())
        .as(plan.toString())
        .isSubsetOf("store", "store_key", "key_renewal", "manager_key", "card_batch", "settlement");
    assertThat(plan.rowsRead()).as(plan.toString()).isLessThanOrEqualTo(rowsMax);
  }

  @Test
  void messages_ofARareOrABusyKey_readAPage() throws SQLException {
    assertReads(4 * PAGE, CompromiseQueries.MESSAGES, RARE, Instant.EPOCH, "-1", PAGE, STOLEN);
    assertReads(4 * PAGE, CompromiseQueries.MESSAGES, BUSY, STOLEN, "-1", PAGE, LATER);
    assertReads(4 * PAGE, CompromiseQueries.MESSAGES, BUSY, STOLEN, "20000", PAGE, LATER);
  }

  @Test
  void messages_ofAKeyThatWasRenewed_readAPageOfEach() throws SQLException {
    assertReads(6 * PAGE, CompromiseQueries.MESSAGES, BUSY, Instant.EPOCH, "-1", PAGE, STOLEN);
    assertReads(6 * PAGE, CompromiseQueries.MESSAGES, BUSY, STOLEN, "20000", PAGE, STOLEN);
    assertReads(5 * PAGE, CompromiseQueries.CANCELLATIONS, BUSY, STOLEN, "", PAGE, STOLEN);
    assertReads(PAGE, CompromiseQueries.RENEWALS, BUSY, STOLEN, "", PAGE, STOLEN);
  }

  @Test
  void cards_ofARareOrABusyVersion_readAPage() throws SQLException {
    assertReads(5 * PAGE, CompromiseQueries.CARDS, "7", Instant.EPOCH, "", PAGE);
    assertReads(5 * PAGE, CompromiseQueries.CARDS, "1", Instant.EPOCH, "", PAGE);
    assertReads(5 * PAGE, CompromiseQueries.CARDS, "2", Instant.EPOCH, "0000000000020000", PAGE);
  }

  @Test
  void cancellationsAndEndpoints_ofARareKey_readAPage() throws SQLException {
    assertReads(4 * PAGE, CompromiseQueries.CANCELLATIONS, RARE, Instant.EPOCH, "", PAGE, STOLEN);
    assertReads(4 * PAGE, CompromiseQueries.ENDPOINTS, RARE, Instant.EPOCH, "-1", PAGE, STOLEN);
    assertReads(4 * PAGE, CompromiseQueries.ENDPOINTS, BUSY, STOLEN, "20000", PAGE, LATER);
  }
}
