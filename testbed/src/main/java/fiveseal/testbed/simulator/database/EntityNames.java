package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.NotSimulated;
import java.util.Map;

/** The entity classes by the names that JPQL calls them. */
public record EntityNames(Map<String, Class<?>> types) {
  Class<?> of(String name) {
    Class<?> type = types.get(name);
    if (type == null) {
      throw new NotSimulated("there is no entity " + name);
    }
    return type;
  }
}
