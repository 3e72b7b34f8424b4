package fiveseal.testbed.simulator.bugs;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.util.List;
import java.util.Optional;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.MemberSubstitution;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/** Bugs that somebody could make, each in one method. */
public enum Bug {
  /** The manager issues for whatever counter the card shows. */
  COUNTER_NOT_CHECKED("fiveseal.card.IssueRules") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("standing")).intercept(Bug.calling(Optional.class, "empty"));
    }
  },
  /** Time says that an issued settlement was not paid. */
  VOID_ON_EXPIRY("fiveseal.settlement.SettlementLife") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.visit(Advice.to(Changes.VoidOnExpiry.class).on(named("asOf")));
    }
  },
  /** The database has no unique constraints. */
  UNIQUE_CONSTRAINT_DROPPED("fiveseal.testbed.simulator.database.Transaction") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("isTaken")).intercept(FixedValue.value(false));
    }
  },
  /** An answer is decrypted and believed without its MAC. */
  ANSWER_MAC_NOT_CHECKED("fiveseal.protocol.card.CardKey") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.visit(alwaysEqual().on(named("open")));
    }
  },
  /** A card that does not prove itself gets commands. */
  PRESENCE_NOT_PROVEN("fiveseal.card.CardProofs") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("proves")).intercept(FixedValue.value(true));
    }
  },
  /** The signature does not cover the amount, nor anything else. */
  AMOUNT_OUTSIDE_THE_SIGNATURE("fiveseal.testbed.simulator.world.SimulatedStoreKeys") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("verifies")).intercept(FixedValue.value(true));
    }
  },
  /** Everything is posted twice. */
  POSTED_TWICE("fiveseal.ledger.Ledger") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.visit(Advice.to(Twice.class).on(named("post")));
    }
  },
  /** A store may give back more than it sold. */
  REFUND_CAP_NOT_CHECKED("fiveseal.settlement.RefundRules") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("check")).intercept(StubMethod.INSTANCE);
    }
  },
  /** A cancellation is recorded and forgotten. */
  CANCELLATION_FORGOTTEN("fiveseal.settlement.Settlement") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("isCancelled")).intercept(FixedValue.value(false));
    }
  },
  /** A voucher serves every load that names it. */
  VOUCHER_REUSED("fiveseal.valueupdate.VoucherPaper") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("reserve")).intercept(FixedValue.value(true));
    }
  },
  /** An answer leaves though its commit failed. */
  ANSWERED_BEFORE_COMMIT("fiveseal.testbed.simulator.database.Transaction") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.visit(Advice.to(Changes.Swallowed.class).on(named("commit")));
    }
  },
  /** A late answer of the card is refused as too late. */
  LATE_ANSWER_REFUSED("fiveseal.settlement.Settlement") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.visit(Advice.to(Changes.TooLate.class).on(named("completed")));
    }
  },
  /** The card keeps no answer in its transaction. */
  CARD_KEEPS_NO_ANSWER("fiveseal.testbed.simulator.world.ModelCard") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("keep")).intercept(StubMethod.INSTANCE);
    }
  },
  /** The manager concludes from INITIALIZE's counter alone that nothing was executed. */
  CONCLUDED_FROM_THE_COUNTER("fiveseal.valueupdate.PresentationDesk") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("wanted")).intercept(Bug.calling(List.class, "of"));
    }
  },
  /** The row of the card is read without its lock. */
  LOST_ROW_LOCK("fiveseal.testbed.simulator.database.SimulatedEntityManager") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("lock").and(takesArguments(Object[].class)))
          .intercept(Bug.calling(Always.class, "unlocked"));
    }
  },
  /** A request that is known already is taken as new. */
  REPLAY_NOT_RECOGNIZED("fiveseal.settlement.SettlementStore") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("find").and(takesArguments(2)))
          .intercept(Bug.calling(Optional.class, "empty"));
    }
  },
  /** An answer is not compared with its command and the ledger. */
  ANSWER_NOT_COMPARED("fiveseal.card.AnswerRules") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("fits")).intercept(FixedValue.value(true));
    }
  },
  /** Payments stand under the contract of the registration for ever. */
  CONTRACT_CHANGE_FORGOTTEN("fiveseal.store.ContractHistory") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.visit(Advice.to(Changes.Registered.class).on(named("at")));
    }
  },
  /** Contracts are read once and kept. */
  CONTRACTS_KEPT_TOO_LONG("fiveseal.store.ContractHistory") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("tells")).intercept(FixedValue.value(true));
    }
  },
  /** A suspended store is asked for payments. */
  SUSPENSION_NOT_CHECKED("fiveseal.store.Contracts") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("requireSelling")).intercept(StubMethod.INSTANCE);
    }
  },
  /** Losing commands of a decided counter stay open. */
  LOSERS_STAY_OPEN("fiveseal.card.IssuedCommand") {
    @Override
    DynamicType.Builder<?> plant(DynamicType.Builder<?> type) {
      return type.method(named("close").and(takesArguments(1))).intercept(StubMethod.INSTANCE);
    }
  };

  private final String type;

  Bug(String type) {
    this.type = type;
  }

  /** The class that it is planted into. */
  String type() {
    return type;
  }

  abstract DynamicType.Builder<?> plant(DynamicType.Builder<?> type);

  private static Implementation calling(Class<?> type, String method) {
    try {
      return MethodCall.invoke(type.getMethod(method));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MemberSubstitution alwaysEqual() {
    ElementMatcher.Junction<net.bytebuddy.description.method.MethodDescription> compared =
        ElementMatchers.named("isEqual");
    try {
      return MemberSubstitution.relaxed()
          .method(compared)
          .replaceWith(Always.class.getMethod("equal", byte[].class, byte[].class));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
