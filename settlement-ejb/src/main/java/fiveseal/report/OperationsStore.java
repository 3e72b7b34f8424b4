package fiveseal.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Asks the database how the manager is. */
@ApplicationScoped
public class OperationsStore {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  /** What a query of {@link OperationsQueries} gives as the oldest time. */
  Optional<Instant> oldest(String query) {
    return Optional.ofNullable(entities.createNativeQuery(query).getSingleResult()).map(Rows::time);
  }

  /** How many, of at most {@code limit}. */
  long count(String query, long limit) {
    return Rows.number(entities.createNativeQuery(query).setParameter(1, limit).getSingleResult());
  }

  /** Rows of {@link OperationsQueries#MANAGER_KEYS}. */
  List<?> managerKeys() {
    return entities.createNativeQuery(OperationsQueries.MANAGER_KEYS).getResultList();
  }

  /** Rows of {@link OperationsQueries#ENDING_STORE_KEYS}. */
  List<?> endingStoreKeys(Instant before, int limit) {
    return entities
        .createNativeQuery(OperationsQueries.ENDING_STORE_KEYS)
        .setParameter(1, before.atOffset(ZoneOffset.UTC))
        .setParameter(2, limit)
        .getResultList();
  }

  /** The versions of the card master key that cards last proved. */
  List<Integer> cardKeyVersions() {
    List<?> versions =
        entities.createNativeQuery(OperationsQueries.CARD_KEY_VERSIONS).getResultList();
    return versions.stream().map(version -> ((Number) version).intValue()).toList();
  }

  /** How many cards last proved a version, of at most {@code limit}. */
  long cardsOfVersion(int version, long limit) {
    return Rows.number(
        entities
            .createNativeQuery(OperationsQueries.CARDS_OF_VERSION)
            .setParameter(1, version)
            .setParameter(2, limit)
            .getSingleResult());
  }
}
