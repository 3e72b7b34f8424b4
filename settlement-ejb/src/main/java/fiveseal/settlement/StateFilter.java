package fiveseal.settlement;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;

/** Selects settlements by what their state means now, though expiry is not written by itself. */
final class StateFilter {
  private StateFilter() {}

  static void add(StringBuilder query, Map<String, Object> parameters, String name, Instant now) {
    if (Arrays.stream(SettlementState.values()).noneMatch(state -> state.name().equals(name))) {
      query.append(" and 1 = 0");
      return;
    }
    SettlementState wanted = SettlementState.valueOf(name);
    if (SettlementLife.allows(wanted, SettlementEvent.EXPIRE)) {
      query.append(" and s.state = :state and s.expiresAt > :now");
    } else if (wanted == SettlementState.EXPIRED || wanted == SettlementState.IN_DOUBT) {
      query.append(" and (s.state = :state or (s.state = :before and s.expiresAt <= :now))");
      parameters.put(
          "before",
          wanted == SettlementState.EXPIRED ? SettlementState.REQUESTED : SettlementState.ISSUED);
    } else {
      query.append(" and s.state = :state");
    }
    parameters.put("state", wanted);
    if (query.indexOf(":now") > 0) {
      parameters.put("now", now.atOffset(ZoneOffset.UTC));
    }
  }
}
