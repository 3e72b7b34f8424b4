package fiveseal.testbed.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.testbed.simulator.bugs.Bug;
import fiveseal.testbed.simulator.bugs.BugHunt;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tester tested: whoever plants a bug sees it caught within so many schedules. */
class PlantedBugsTest {
  private static final long FEW = 400;
  private static final long MANY = 3_000;

  /** The manager's warnings about the faults tell nothing here. */
  private static final Logger MANAGER = Logger.getLogger("fiveseal");

  @BeforeAll
  static void silenceTheManager() {
    MANAGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void letTheManagerSpeak() {
    MANAGER.setLevel(null);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "COUNTER_NOT_CHECKED",
        "VOID_ON_EXPIRY",
        "ANSWER_MAC_NOT_CHECKED",
        "AMOUNT_OUTSIDE_THE_SIGNATURE",
        "POSTED_TWICE",
        "REFUND_CAP_NOT_CHECKED",
        "CANCELLATION_FORGOTTEN",
        "VOUCHER_REUSED",
        "ANSWERED_BEFORE_COMMIT",
        "LATE_ANSWER_REFUSED",
        "CARD_KEEPS_NO_ANSWER",
        "CONCLUDED_FROM_THE_COUNTER",
        "ANSWER_NOT_COMPARED",
        "CONTRACT_CHANGE_FORGOTTEN",
        "SUSPENSION_NOT_CHECKED"
      })
  void bug_isCaughtByAFewSchedules(Bug bug) {
    assertThat(BugHunt.hunt(bug, 1, FEW)).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("long")
  void everyBug_isCaught(Bug bug) {
    assertThat(BugHunt.hunt(bug, 1, MANY)).isPresent();
  }
}
