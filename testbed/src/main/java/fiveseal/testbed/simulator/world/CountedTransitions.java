package fiveseal.testbed.simulator.world;

import fiveseal.settlement.SettlementEvent;
import fiveseal.settlement.SettlementLife;
import fiveseal.settlement.SettlementState;
import fiveseal.valueupdate.UpdateEvent;
import fiveseal.valueupdate.UpdateLife;
import fiveseal.valueupdate.UpdateStatus;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The product's own tables of states, made to count: each row that is looked up was reached. The
 * tables are the product's; only the maps that hold them are exchanged.
 */
final class CountedTransitions {
  private static volatile Coverage coverage = new Coverage();

  private CountedTransitions() {}

  /** Counts for this coverage from now on. */
  static void countFor(Coverage into) {
    coverage = into;
    count(SettlementLife.class, SettlementEvent.class, "settlement");
    count(UpdateLife.class, UpdateEvent.class, "update");
  }

  private static <E extends Enum<E>> void count(Class<?> life, Class<E> events, String what) {
    try {
      Field field = life.getDeclaredField("TABLE");
      field.setAccessible(true);
      @SuppressWarnings("unchecked")
      Map<Object, Map<E, Object>> table = (Map<Object, Map<E, Object>>) field.get(null);
      table.replaceAll(
          (from, row) -> row instanceof Counting ? row : new Counting<>(events, what, from, row));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(String what, Object from, Object event) {
    return "table " + what + " " + from + " " + event;
  }

  /** Every row of both tables. */
  static List<String> all() {
    List<String> rows = new ArrayList<>();
    for (SettlementState from : SettlementState.values()) {
      for (SettlementEvent event : SettlementEvent.values()) {
        if (SettlementLife.allows(from, event)) {
          rows.add(name("settlement", from, event));
        }
      }
    }
    for (UpdateStatus from : UpdateStatus.values()) {
      for (UpdateEvent event : UpdateEvent.values()) {
        if (UpdateLife.allows(from, event)) {
          rows.add(name("update", from, event));
        }
      }
    }
    return rows;
  }

  /** A row of the table, by event. */
  private static final class Counting<E extends Enum<E>> extends EnumMap<E, Object> {
    private static final long serialVersionUID = 1L;
    private final transient Map<Object, String> names = new java.util.HashMap<>();

    Counting(Class<E> events, String what, Object from, Map<E, Object> row) {
      super(events);
      putAll(row);
      for (E event : events.getEnumConstants()) {
        names.put(event, name(what, from, event));
      }
    }

    @Override
    public Object get(Object event) {
      coverage.count(names.get(event));
      return super.get(event);
    }
  }
}
