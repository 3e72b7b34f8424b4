package fiveseal.valueupdate;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.DecisionProposal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
  @ParameterizedTest
  @CsvSource({
    "olivia, oscar, true",
    "token:operator-1, token:operator-2, true",
    "olivia, olivia, false",
    "token:operator-1, token:operator-1, false",
    "token:operator-1, olivia, false",
    "olivia, token:operator-2, false"
  })
  void decision_isApproved_byWhoIsCertainlyAnother(
      String proposer, String approver, boolean allowed) {
    Decision decision =
        new Decision(
            "d",
            new DecisionProposal("REDEEM", "4111111111111111", Optional.empty(), false, "gone"),
            proposer,
            Instant.EPOCH);

    assertThat(decision.mayBeApprovedBy(approver)).isEqualTo(allowed);
    assertThat(decision.view().mayBeApprovedBy(approver)).isEqualTo(allowed);
  }
}
