package fiveseal.mall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.manager.MallReversals.AskedRefund;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefundRoundsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final List<AskedRefund> waiting = new ArrayList<>();
  private final List<Instant> asked = new ArrayList<>();
  private final RefundRounds rounds = new RefundRounds(() -> NOW);

  private static AskedRefund refund(int number, Instant at) {
    return new AskedRefund(
        String.format("r-%04d", number),
        "s-1",
        1,
        "bakery",
        1,
        "JPY",
        "RETURNED",
        "",
        "ann",
        Optional.of(at),
        Optional.empty());
  }

  private List<AskedRefund> after(Instant askedAt, String refundId, int limit) {
    asked.add(askedAt);
    return waiting.stream()
        .filter(
            refund -> {
              int order = refund.askedAt().orElseThrow().compareTo(askedAt);
              return order > 0 || (order == 0 && refund.refundId().compareTo(refundId) > 0);
            })
        .limit(limit)
        .toList();
  }

  private Set<String> turn(boolean answered) {
    Set<String> turns = new HashSet<>();
    rounds.next(
        this::after,
        refund -> {
          turns.add(refund.refundId());
          return answered;
        });
    return turns;
  }

  @Test
  void next_whileManyNeverGetAnAnswer_givesEachItsTurn_againAndAgain() {
    for (int number = 0; number < 2 * RefundRounds.TURNS + 1; number++) {
      waiting.add(refund(number, NOW.minus(Duration.ofDays(30))));
    }

    Set<String> round = new HashSet<>(turn(false));
    round.addAll(turn(false));
    assertThat(turn(false)).as("the youngest").containsExactly("r-0200");
    assertThat(round).hasSize(2 * RefundRounds.TURNS);
    assertThat(turn(false)).as("the oldest again").contains("r-0000");
  }

  /** As when the database is away for a moment, or the key's file. */
  @Test
  void next_whenSendingThrows_keepsTheRefundInMind_andComesBackToIt() {
    waiting.add(refund(1, NOW.minus(Duration.ofDays(30))));
    waiting.add(refund(2, NOW.minus(Duration.ofDays(20))));

    assertThatThrownBy(
            () ->
                rounds.next(
                    this::after,
                    refund -> {
                      throw new UncheckedIOException(new IOException(refund.refundId()));
                    }))
        .hasMessageContaining("r-0001");
    assertThat(turn(true)).as("the others first").containsExactly("r-0002");
    assertThat(turn(true)).contains("r-0001");
  }

  @Test
  void next_readsNotAgainWhatIsLongAnswered_andForgetsNothingThatWaits() {
    waiting.add(refund(1, NOW.minus(Duration.ofDays(30))));

    assertThat(turn(false)).containsExactly("r-0001");
    assertThat(turn(true)).containsExactly("r-0001");
    waiting.clear();
    assertThat(turn(true)).isEmpty();
    waiting.add(refund(2, NOW.plusSeconds(1)));
    assertThat(turn(true)).containsExactly("r-0002");
    assertThat(asked.get(0)).isEqualTo(Instant.EPOCH);
    assertThat(asked.get(2)).isAfter(NOW.minus(Duration.ofHours(2)));
  }
}
