package fiveseal.testbed.simulator.bugs;

import fiveseal.settlement.SettlementState;
import fiveseal.store.Terms;
import java.time.Instant;
import java.time.OffsetDateTime;
import net.bytebuddy.asm.Advice;

/** Code that is planted at the begin or end of a method of the product. */
final class Changes {
  private Changes() {}

  /** Past its expiry an issued settlement counts as never paid. */
  static final class VoidOnExpiry {
    private VoidOnExpiry() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) SettlementState state) {
      if (state == SettlementState.IN_DOUBT) {
        state = SettlementState.EXPIRED;
      }
    }
  }

  /** What was agreed later does not count. */
  static final class Registered {
    private Registered() {}

    @SuppressWarnings("UnusedVariable") // the assignment is what the method returns
    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("registered") Terms registered,
        @Advice.Return(readOnly = false) Terms found) {
      found = registered;
    }
  }

  /** What fails is not told. */
  static final class Swallowed {
    private Swallowed() {}

    @Advice.OnMethodExit(onThrowable = RuntimeException.class)
    static void exit(@Advice.Thrown(readOnly = false) Throwable failure) {
      failure = null;
    }
  }

  /** A debit that is proved after the expiry is refused. */
  static final class TooLate {
    private TooLate() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("expiresAt") OffsetDateTime expiresAt, @Advice.Argument(0) Instant now) {
      if (now.isAfter(expiresAt.toInstant())) {
        throw new fiveseal.protocol.ProtocolException(
            fiveseal.protocol.ErrorCode.SETTLEMENT_ENDED, "too late");
      }
    }
  }

  /** The method's body is left out. */
  static final class Skipped {
    private Skipped() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }
  }
}
