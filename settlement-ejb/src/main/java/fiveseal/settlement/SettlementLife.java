package fiveseal.settlement;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** The one table of a settlement's states, events and transitions. */
public final class SettlementLife {
  private static final Map<SettlementState, Map<SettlementEvent, SettlementState>> TABLE =
      new EnumMap<>(SettlementState.class);

  static {
    on(SettlementState.REQUESTED, SettlementEvent.ISSUE, SettlementState.ISSUED);
    on(SettlementState.REQUESTED, SettlementEvent.EXPIRE, SettlementState.EXPIRED);
    on(SettlementState.REQUESTED, SettlementEvent.CANCEL, SettlementState.CANCELLED);
    on(SettlementState.EXPIRED, SettlementEvent.CANCEL, SettlementState.CANCELLED);
    on(SettlementState.ISSUED, SettlementEvent.ISSUE, SettlementState.ISSUED);
    on(SettlementState.ISSUED, SettlementEvent.DEBIT, SettlementState.COMPLETED);
    on(SettlementState.ISSUED, SettlementEvent.DECLINE, SettlementState.DECLINED);
    on(SettlementState.ISSUED, SettlementEvent.VOID, SettlementState.REQUESTED);
    on(SettlementState.ISSUED, SettlementEvent.EXPIRE, SettlementState.IN_DOUBT);
    on(SettlementState.ISSUED, SettlementEvent.CONTRADICT, SettlementState.IN_DOUBT);
    on(SettlementState.ISSUED, SettlementEvent.CANCEL, SettlementState.IN_DOUBT);
    on(SettlementState.IN_DOUBT, SettlementEvent.CANCEL, SettlementState.IN_DOUBT);
    on(SettlementState.IN_DOUBT, SettlementEvent.DEBIT, SettlementState.COMPLETED);
    on(SettlementState.IN_DOUBT, SettlementEvent.DEBIT_AFTER_CANCEL, SettlementState.REVERSED);
    on(SettlementState.IN_DOUBT, SettlementEvent.DECLINE, SettlementState.DECLINED);
    on(SettlementState.IN_DOUBT, SettlementEvent.VOID, SettlementState.REQUESTED);
    on(SettlementState.IN_DOUBT, SettlementEvent.VOID_AFTER_EXPIRY, SettlementState.EXPIRED);
    on(SettlementState.IN_DOUBT, SettlementEvent.VOID_AFTER_CANCEL, SettlementState.CANCELLED);
    on(SettlementState.IN_DOUBT, SettlementEvent.CONTRADICT, SettlementState.IN_DOUBT);
    on(SettlementState.COMPLETED, SettlementEvent.RECEIPT, SettlementState.RECEIPTED);
  }

  private SettlementLife() {}

  private static void on(SettlementState from, SettlementEvent event, SettlementState to) {
    TABLE.computeIfAbsent(from, state -> new EnumMap<>(SettlementEvent.class)).put(event, to);
  }

  /** Whether the table has this transition. */
  public static boolean allows(SettlementState from, SettlementEvent event) {
    return TABLE.getOrDefault(from, Map.of()).containsKey(event);
  }

  /**
   * @throws IllegalStateException if the table has no such transition
   */
  public static SettlementState after(SettlementState from, SettlementEvent event) {
    if (!allows(from, event)) {
      throw new IllegalStateException(from + " knows no " + event);
    }
    return TABLE.get(from).get(event);
  }

  /**
   * What the state means now: past its expiry nothing is concluded about the card, only about us.
   */
  public static SettlementState asOf(SettlementState written, Instant expiresAt, Instant now) {
    boolean past = !now.isBefore(expiresAt);
    return past && allows(written, SettlementEvent.EXPIRE)
        ? after(written, SettlementEvent.EXPIRE)
        : written;
  }
}
