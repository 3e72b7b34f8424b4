package fiveseal.keys;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * The manager's keys that ended before their certificates do: nothing is signed with them any more.
 * Read anew every second; until then a node may not know it.
 */
@ApplicationScoped
public class KeyEnds {
  private static final Duration FRESH = Duration.ofSeconds(1);

  /** By a call of its own: who asks whether the node is ready has no persistence context. */
  @EJB ManagerKeyHistory history;

  @Inject Clock clock;

  private volatile Known known = new Known(Instant.EPOCH, Set.of());

  private record Known(Instant at, Set<String> kids) {}

  /** Whether a key was revoked or destroyed. */
  public boolean has(String kid) {
    Known last = known;
    Instant now = clock.instant();
    if (now.isAfter(last.at().plus(FRESH)) || now.isBefore(last.at())) {
      last = new Known(now, history.ended());
      known = last;
    }
    return last.kids().contains(kid);
  }
}
