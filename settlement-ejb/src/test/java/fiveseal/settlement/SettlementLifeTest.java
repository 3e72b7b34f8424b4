package fiveseal.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettlementLifeTest {
  private static final Instant EXPIRY = Instant.ofEpochSecond(1000);

  @Test
  void beforeExpiry_aStateMeansItself_after_onlyWeConcludeForUs() {
    Instant before = EXPIRY.minusMillis(1);
    for (SettlementState state : SettlementState.values()) {
      assertThat(SettlementLife.asOf(state, EXPIRY, before)).isEqualTo(state);
    }
    assertThat(SettlementLife.asOf(SettlementState.REQUESTED, EXPIRY, EXPIRY))
        .isEqualTo(SettlementState.EXPIRED);
    assertThat(SettlementLife.asOf(SettlementState.ISSUED, EXPIRY, EXPIRY))
        .isEqualTo(SettlementState.IN_DOUBT);
    assertThat(SettlementLife.asOf(SettlementState.COMPLETED, EXPIRY, EXPIRY))
        .isEqualTo(SettlementState.COMPLETED);
  }

  @Test
  void inDoubt_endsByTheCardsWordOnly() {
    assertThat(SettlementLife.after(SettlementState.IN_DOUBT, SettlementEvent.DEBIT))
        .isEqualTo(SettlementState.COMPLETED);
    assertThat(SettlementLife.after(SettlementState.IN_DOUBT, SettlementEvent.DECLINE))
        .isEqualTo(SettlementState.DECLINED);
    assertThat(SettlementLife.after(SettlementState.IN_DOUBT, SettlementEvent.VOID))
        .isEqualTo(SettlementState.REQUESTED);
    assertThat(SettlementLife.after(SettlementState.IN_DOUBT, SettlementEvent.VOID_AFTER_EXPIRY))
        .isEqualTo(SettlementState.EXPIRED);
    assertThat(SettlementLife.after(SettlementState.IN_DOUBT, SettlementEvent.VOID_AFTER_CANCEL))
        .isEqualTo(SettlementState.CANCELLED);
    assertThat(SettlementLife.after(SettlementState.IN_DOUBT, SettlementEvent.DEBIT_AFTER_CANCEL))
        .isEqualTo(SettlementState.REVERSED);
    assertThat(SettlementLife.after(SettlementState.IN_DOUBT, SettlementEvent.CANCEL))
        .isEqualTo(SettlementState.IN_DOUBT);
    assertThat(SettlementLife.allows(SettlementState.IN_DOUBT, SettlementEvent.EXPIRE)).isFalse();
    assertThat(SettlementLife.allows(SettlementState.IN_DOUBT, SettlementEvent.ISSUE)).isFalse();
  }

  @Test
  void cancel_goesBeforeExpiry_andChangesNothingThatIsDecided() {
    for (SettlementState state : SettlementState.values()) {
      boolean counts =
          EnumSet.of(
                  SettlementState.REQUESTED,
                  SettlementState.ISSUED,
                  SettlementState.IN_DOUBT,
                  SettlementState.EXPIRED)
              .contains(state);
      assertThat(SettlementLife.allows(state, SettlementEvent.CANCEL)).isEqualTo(counts);
    }
    assertThat(SettlementLife.after(SettlementState.EXPIRED, SettlementEvent.CANCEL))
        .isEqualTo(SettlementState.CANCELLED);
    assertThat(SettlementLife.after(SettlementState.ISSUED, SettlementEvent.CANCEL))
        .isEqualTo(SettlementState.IN_DOUBT);
  }

  @Test
  void finalStates_knowNothingMore_butTheReceiptOfACompletion() {
    Set<SettlementState> dead =
        EnumSet.of(
            SettlementState.RECEIPTED,
            SettlementState.DECLINED,
            SettlementState.CANCELLED,
            SettlementState.REVERSED);
    for (SettlementState state : dead) {
      for (SettlementEvent event : SettlementEvent.values()) {
        assertThatThrownBy(() -> SettlementLife.after(state, event))
            .isInstanceOf(IllegalStateException.class);
      }
    }
    for (SettlementEvent event : SettlementEvent.values()) {
      assertThat(SettlementLife.allows(SettlementState.COMPLETED, event))
          .isEqualTo(event == SettlementEvent.RECEIPT);
    }
  }
}
