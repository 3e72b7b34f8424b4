package fiveseal.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The manager's keys that ended before their certificates do: nothing is signed with them any more.
 * Read anew every second; until then a node may not know it.
 */
@ApplicationScoped
public class KeyEnds {
  private static final Duration FRESH = Duration.ofSeconds(1);

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Clock clock;

  private volatile Known known = new Known(Instant.EPOCH, Set.of());

  private record Known(Instant at, Set<String> kids) {}

  /** Whether a key was revoked or destroyed. */
  public boolean has(String kid) {
    Known last = known;
    Instant now = clock.instant();
    if (now.isAfter(last.at().plus(FRESH)) || now.isBefore(last.at())) {
      last = new Known(now, read());
      known = last;
    }
    return last.kids().contains(kid);
  }

  private Set<String> read() {
    List<?> kids =
        entities.createNativeQuery("select distinct kid from manager_key_end").getResultList();
    return kids.stream().map(String.class::cast).collect(Collectors.toSet());
  }
}
