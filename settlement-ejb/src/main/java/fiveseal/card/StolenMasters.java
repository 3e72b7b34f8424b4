package fiveseal.card;

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
 * The card master keys that somebody else has. Whoever has one can pretend to be any card of its
 * version, so that no card proves itself by it any more. Read anew every five seconds: until then a
 * node may not know it.
 */
@ApplicationScoped
public class StolenMasters {
  private static final Duration FRESH = Duration.ofSeconds(5);

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Clock clock;

  private volatile Known known = new Known(Instant.EPOCH, Set.of());

  private record Known(Instant at, Set<Integer> versions) {}

  /**
   * @param version 1 … 255
   */
  public boolean has(int version) {
    Known last = known;
    Instant now = clock.instant();
    if (now.isAfter(last.at().plus(FRESH))) {
      last = new Known(now, read());
      known = last;
    }
    return last.versions().contains(version);
  }

  private Set<Integer> read() {
    List<?> versions =
        entities.createNativeQuery("select version from stolen_card_master").getResultList();
    return versions.stream().map(Integer.class::cast).collect(Collectors.toSet());
  }
}
