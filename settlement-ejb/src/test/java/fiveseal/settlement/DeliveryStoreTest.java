package fiveseal.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.store.EndpointStated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryStoreTest {
  private static Records records;

  @BeforeAll
  static void start() throws Exception {
    records = new Records();
  }

  @AfterAll
  static void stop() throws Exception {
    records.close();
  }

  @BeforeEach
  void clear() {
    records.clear();
  }

  private static Instant now() {
    return records.clock().instant();
  }

  private static List<String> claim(String store, int limit) {
    return records.ask(deliveries -> deliveries.claimDue(store, limit, now()));
  }

  private static List<String> storesWithDue() {
    return records.ask(deliveries -> deliveries.storesWithDue(now()));
  }

  private static DeliveryTask scheduled(String id) {
    return new DeliveryTask(id, "any", DeliveryCause.SCHEDULE);
  }

  private static void fail(String id) {
    records.tell(deliveries -> deliveries.failed(scheduled(id), "HTTP 503", now()));
  }

  private static List<String> log(String id) {
    return records.ask(deliveries -> deliveries.attempts(id)).stream()
        .map(a -> a.cause() + " " + a.outcome() + " " + a.isAcknowledged())
        .toList();
  }

  // --- claims

  @Test
  void claimDue_whenClaimed_isDueForNobodyUntilTheClaimEnds() {
    String first = records.due("a");
    String second = records.due("a");

    assertThat(claim("a", 1)).containsExactly(first);
    assertThat(claim("a", 9)).containsExactly(second);
    assertThat(claim("a", 9)).isEmpty();
    records.clock().advance(DeliveryStore.CLAIM);
    assertThat(claim("a", 9)).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void claimDue_whenAnotherNodeClaimsAtTheSameTime_takesOthers() {
    List<String> all = IntStream.range(0, 10).mapToObj(i -> records.due("a")).toList();

    List<String> both =
        records.ask(
            one -> {
              List<String> claimed = new ArrayList<>(one.claimDue("a", 5, now()));
              assertThat(claimed).hasSize(5);
              claimed.addAll(claim("a", 10));
              return claimed;
            });

    assertThat(both).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void claimDue_whenTheTransactionFails_leavesItDue() {
    String id = records.due("a");

    assertThatThrownBy(
            () ->
                records.ask(
                    deliveries -> {
                      deliveries.claimDue("a", 1, now());
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");
    assertThat(claim("a", 1)).containsExactly(id);
  }

  @Test
  void storesWithDue_whenSomeWait_namesEachOnce() {
    records.due("b");
    records.due("b");
    records.due("a");
    String later = records.due("c");
    String taken = records.due("d");
    claim("c", 1);
    fail(later);
    records.tell(deliveries -> deliveries.acknowledged(scheduled(taken), "HTTP 200", now()));

    assertThat(storesWithDue()).containsExactly("a", "b");
    records.clock().advance(Duration.ofSeconds(15));
    assertThat(storesWithDue()).containsExactly("a", "b", "c");
    records.clear();
    assertThat(storesWithDue()).isEmpty();
  }

  // --- attempts

  @Test
  void failed_whenAgainAndAgain_staysDueAtItsTimesAndIsLogged() {
    String id = records.due("a");
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      assertThat(claim("a", 1)).containsExactly(id);
      fail(id);
      Instant next = records.delivery(id).nextAttemptAt().orElseThrow();
      times.add(Duration.between(Records.START, next));
      records.clock().advance(Duration.between(now(), next));
    }

    assertThat(times)
        .startsWith(Duration.ofSeconds(15), Duration.ofSeconds(45), Duration.ofSeconds(105))
        .endsWith(Duration.ofDays(3), Duration.ofDays(4), Duration.ofDays(5));
    assertThat(log(id)).hasSize(17).containsOnly("SCHEDULE HTTP 503 false");
    assertThat(records.delivery(id).attempts()).isEqualTo(17);
    assertThat(records.delivery(id).lastOutcome()).isEqualTo("HTTP 503");
  }

  @Test
  void acknowledged_whenTheStoreHasIt_isDueNoMore() {
    String id = records.due("a");
    records.tell(deliveries -> deliveries.acknowledged(scheduled(id), "HTTP 200", now()));
    fail(id);

    assertThat(records.delivery(id).acknowledgedAt()).contains(now());
    assertThat(records.delivery(id).nextAttemptAt()).isEmpty();
    assertThat(records.delivery(id).lastOutcome()).isEqualTo("HTTP 200");
    assertThat(log(id)).containsExactly("SCHEDULE HTTP 200 true", "SCHEDULE HTTP 503 false");
    records.clock().advance(Duration.ofDays(9));
    assertThat(claim("a", 1)).isEmpty();
  }

  @Test
  void receipted_whenTheReceiptComesByItself_acknowledgesAndIsLogged() {
    String id = records.due("a");
    records.tell(deliveries -> deliveries.receipted(id, now()));

    assertThat(records.delivery(id).isAcknowledged()).isTrue();
    assertThat(log(id)).containsExactly("RECEIPT receipt true");
  }

  @Test
  void fetched_whenTheStoreComesAgain_isLoggedOnceAndAcknowledgesNothing() {
    String id = records.due("a");
    records.tell(deliveries -> deliveries.fetched(id, now()));
    records.tell(deliveries -> deliveries.fetched(id, now()));

    assertThat(log(id)).containsExactly("FETCH fetched false");
    assertThat(claim("a", 1)).containsExactly(id);
  }

  @Test
  void log_whenWritten_isNotChangedByTheApplication() {
    String id = records.due("a");
    fail(id);

    for (String change :
        List.of("update delivery_attempt set outcome = 'x'", "delete from delivery_attempt")) {
      assertThatThrownBy(
              () ->
                  records.transact(entities -> entities.createNativeQuery(change).executeUpdate()))
          .hasMessageContaining("permission denied");
    }
  }

  // --- endpoints

  @Test
  void endpointStated_whenSomethingWaits_makesItDueAtOnceForThisStoreOnly() {
    String waiting = records.due("a");
    String others = records.due("b");
    String taken = records.due("a");
    records.tell(deliveries -> deliveries.acknowledged(scheduled(taken), "HTTP 200", now()));
    records.tell(deliveries -> deliveries.hasNoEndpoint(waiting, now()));
    records.tell(deliveries -> deliveries.hasNoEndpoint(others, now()));
    assertThat(storesWithDue()).isEmpty();
    assertThat(log(waiting)).isEmpty();

    records.tell(deliveries -> deliveries.endpointStated(new EndpointStated("a")));

    assertThat(storesWithDue()).containsExactly("a");
    assertThat(claim("a", 9)).containsExactly(waiting);
    assertThat(records.delivery(others).nextAttemptAt()).contains(now().plus(Duration.ofDays(1)));
  }

  @Test
  void failed_whenAnEndpointWasStatedMeanwhile_staysDue() {
    String id = records.due("a");
    claim("a", 1);
    records.tell(deliveries -> deliveries.endpointStated(new EndpointStated("a")));
    fail(id);

    assertThat(claim("a", 1)).containsExactly(id);
  }

  // --- operators

  @Test
  void wantAgain_whenAcknowledged_isDeliveredUntilItIsAgain() {
    String id = records.due("a");
    records.tell(deliveries -> deliveries.acknowledged(scheduled(id), "HTTP 200", now()));

    assertThat(records.<String>ask(deliveries -> deliveries.wantAgain(id, now()))).isEqualTo("a");

    assertThat(claim("a", 1)).as("claimed for who asked").isEmpty();
    records.clock().advance(DeliveryStore.CLAIM);
    assertThat(claim("a", 1)).containsExactly(id);
    DeliveryTask resend = new DeliveryTask(id, "a", DeliveryCause.RESEND);
    records.tell(deliveries -> deliveries.acknowledged(resend, "HTTP 204", now()));
    assertThat(log(id)).containsExactly("SCHEDULE HTTP 200 true", "RESEND HTTP 204 true");
    assertThat(records.delivery(id).isAcknowledged()).isTrue();
  }

  @Test
  void wantAgain_whenNothingWasCompleted_isNotFound() {
    assertThatThrownBy(
            () -> records.ask(deliveries -> deliveries.wantAgain(records.nextId(), now())))
        .isInstanceOfSatisfying(
            ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  @Test
  void list_byKeyset_givesAllOnceInOrder() {
    List<String> waiting = IntStream.range(0, 5).mapToObj(i -> records.due("a")).toList();
    List<String> taken = IntStream.range(0, 3).mapToObj(i -> records.due("b")).toList();
    taken.forEach(
        id ->
            records.tell(deliveries -> deliveries.acknowledged(scheduled(id), "HTTP 200", now())));

    assertThat(list(false, Optional.empty(), 3)).isEqualTo(waiting.subList(0, 3));
    assertThat(list(false, Optional.of(waiting.get(2)), 3)).isEqualTo(waiting.subList(3, 5));
    assertThat(list(true, Optional.empty(), 2)).containsExactly(taken.get(2), taken.get(1));
    assertThat(list(true, Optional.of(taken.get(1)), 2)).containsExactly(taken.get(0));
  }

  private static List<String> list(boolean acknowledged, Optional<String> after, int limit) {
    return records.ask(deliveries -> deliveries.list(acknowledged, after, limit)).stream()
        .map(Delivery::settlementId)
        .toList();
  }
}
