package fiveseal.valueupdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpdateLifeTest {
  private static final Instant EXPIRY = Instant.ofEpochSecond(1000);

  @Test
  void load_pastItsTime_isCancelledOrInDoubt_butOtherKindsNeverExpire() {
    assertThat(UpdateLife.asOf(UpdateStatus.REQUESTED, Optional.of(EXPIRY), EXPIRY))
        .isEqualTo(UpdateStatus.CANCELLED);
    assertThat(UpdateLife.asOf(UpdateStatus.ISSUED, Optional.of(EXPIRY), EXPIRY))
        .isEqualTo(UpdateStatus.IN_DOUBT);
    assertThat(UpdateLife.asOf(UpdateStatus.ISSUED, Optional.empty(), EXPIRY))
        .isEqualTo(UpdateStatus.ISSUED);
    assertThat(UpdateLife.asOf(UpdateStatus.DONE, Optional.of(EXPIRY), EXPIRY))
        .isEqualTo(UpdateStatus.DONE);
  }

  @Test
  void finalStates_knowNothingMore() {
    for (UpdateStatus status : UpdateStatus.values()) {
      if (status.isFinal()) {
        for (UpdateEvent event : UpdateEvent.values()) {
          assertThatThrownBy(() -> UpdateLife.after(status, event))
              .isInstanceOf(IllegalStateException.class);
        }
      }
    }
    assertThat(UpdateLife.after(UpdateStatus.IN_DOUBT, UpdateEvent.EXECUTE))
        .isEqualTo(UpdateStatus.DONE);
  }

  @Test
  void doubt_endsByProof_andWhatNeverExpiresIsDueAgain() {
    assertThat(UpdateLife.after(UpdateStatus.IN_DOUBT, UpdateEvent.VOID))
        .isEqualTo(UpdateStatus.REQUESTED);
    assertThat(UpdateLife.after(UpdateStatus.IN_DOUBT, UpdateEvent.VOID_AFTER_EXPIRY))
        .isEqualTo(UpdateStatus.CANCELLED);
    assertThat(UpdateLife.allows(UpdateStatus.IN_DOUBT, UpdateEvent.ISSUE)).isFalse();
    assertThat(UpdateLife.allows(UpdateStatus.IN_DOUBT, UpdateEvent.EXPIRE)).isFalse();
  }
}
