package fiveseal.keys;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The card master keys of all times, by version and check value: a version is given once. */
@Dependent
public class RecordedMasters {
  private static final String IN_USE =
      "SELECT k.version, k.check_value FROM card_master_key k WHERE NOT EXISTS"
          + " (SELECT 1 FROM destroyed_card_master d WHERE d.version = k.version)";

  private static final String INSERT =
      "INSERT INTO card_master_key (version, check_value, recorded_at) VALUES (?1, ?2, ?3)"
          + " ON CONFLICT (version) DO NOTHING";

  private static final String DESTROYED =
      "INSERT INTO destroyed_card_master (version, destroyed_at)"
          + " SELECT k.version, ?2 FROM card_master_key k WHERE k.version = ?1"
          + " ON CONFLICT (version) DO NOTHING";

  /** Older databases have cards and no record of their keys. */
  private static final String NEWEST =
      "SELECT greatest((SELECT max(version) FROM card_master_key),"
          + " (SELECT max(key_version) FROM card), (SELECT max(key_version) FROM card_batch), 0)";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Clock clock;

  /** Check values of those that are not destroyed, 16 hex digits, by version. */
  Map<Integer, String> inUse() {
    Map<Integer, String> found = new TreeMap<>();
    List<?> rows = entities.createNativeQuery(IN_USE).getResultList();
    rows.stream()
        .map(Object[].class::cast)
        .forEach(row -> found.put((Integer) row[0], (String) row[1]));
    return found;
  }

  /** All that there ever were. */
  Set<Integer> versions() {
    List<?> rows =
        entities.createNativeQuery("select version from card_master_key").getResultList();
    return rows.stream().map(Integer.class::cast).collect(Collectors.toSet());
  }

  void insert(VaultKey master) {
    entities
        .createNativeQuery(INSERT)
        .setParameter(1, master.number())
        .setParameter(2, master.identity())
        .setParameter(3, now())
        .executeUpdate();
  }

  /** Whether there was such a key that was not destroyed before. */
  boolean destroyed(int version) {
    return entities
            .createNativeQuery(DESTROYED)
            .setParameter(1, version)
            .setParameter(2, now())
            .executeUpdate()
        > 0;
  }

  /** The highest version that was ever given, 0 if none was. */
  int newest() {
    return ((Number) entities.createNativeQuery(NEWEST).getSingleResult()).intValue();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
  }
}
