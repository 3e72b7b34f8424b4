package fiveseal.valueupdate;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The one table of a value update's states, events and transitions. */
public final class UpdateLife {
  private static final Map<UpdateStatus, Map<UpdateEvent, UpdateStatus>> TABLE =
      new EnumMap<>(UpdateStatus.class);

  static {
    on(UpdateStatus.REQUESTED, UpdateEvent.ISSUE, UpdateStatus.ISSUED);
    on(UpdateStatus.REQUESTED, UpdateEvent.EXPIRE, UpdateStatus.CANCELLED);
    on(UpdateStatus.REQUESTED, UpdateEvent.CANCEL, UpdateStatus.CANCELLED);
    on(UpdateStatus.ISSUED, UpdateEvent.ISSUE, UpdateStatus.ISSUED);
    on(UpdateStatus.ISSUED, UpdateEvent.EXECUTE, UpdateStatus.DONE);
    on(UpdateStatus.ISSUED, UpdateEvent.DECLINE, UpdateStatus.DECLINED);
    on(UpdateStatus.ISSUED, UpdateEvent.VOID, UpdateStatus.REQUESTED);
    on(UpdateStatus.ISSUED, UpdateEvent.CANCEL, UpdateStatus.CANCELLED);
    on(UpdateStatus.ISSUED, UpdateEvent.EXPIRE, UpdateStatus.IN_DOUBT);
    on(UpdateStatus.ISSUED, UpdateEvent.CONTRADICT, UpdateStatus.IN_DOUBT);
    on(UpdateStatus.IN_DOUBT, UpdateEvent.EXECUTE, UpdateStatus.DONE);
    on(UpdateStatus.IN_DOUBT, UpdateEvent.DECLINE, UpdateStatus.DECLINED);
    on(UpdateStatus.IN_DOUBT, UpdateEvent.VOID, UpdateStatus.REQUESTED);
    on(UpdateStatus.IN_DOUBT, UpdateEvent.VOID_AFTER_EXPIRY, UpdateStatus.CANCELLED);
    on(UpdateStatus.IN_DOUBT, UpdateEvent.CANCEL, UpdateStatus.CANCELLED);
    on(UpdateStatus.IN_DOUBT, UpdateEvent.CONTRADICT, UpdateStatus.IN_DOUBT);
  }

  private UpdateLife() {}

  private static void on(UpdateStatus from, UpdateEvent event, UpdateStatus to) {
    TABLE.computeIfAbsent(from, state -> new EnumMap<>(UpdateEvent.class)).put(event, to);
  }

  /** Whether the table has this transition. */
  public static boolean allows(UpdateStatus from, UpdateEvent event) {
    return TABLE.getOrDefault(from, Map.of()).containsKey(event);
  }

  /**
   * @throws IllegalStateException if the table has no such transition
   */
  public static UpdateStatus after(UpdateStatus from, UpdateEvent event) {
    if (!allows(from, event)) {
      throw new IllegalStateException(from + " knows no " + event);
    }
    return TABLE.get(from).get(event);
  }

  /** What the state means now. */
  public static UpdateStatus asOf(UpdateStatus written, Optional<Instant> expiresAt, Instant now) {
    boolean past = expiresAt.map(time -> !now.isBefore(time)).orElse(false);
    return past && allows(written, UpdateEvent.EXPIRE)
        ? after(written, UpdateEvent.EXPIRE)
        : written;
  }
}
