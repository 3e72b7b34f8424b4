package fiveseal.report;

import fiveseal.manager.CompromisedKey;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the database what a key has touched. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class CompromiseStore {
  private static final String NAME_CARDS =
      "insert into card_reference (reference, card_number)"
          + " select cast(gen_random_uuid() as text), n.card_number"
          + " from unnest(string_to_array(?1, ',')) as n (card_number)"
          + " on conflict (card_number) do nothing";

  private static final String REFERENCES =
      "select r.card_number, r.reference from card_reference r"
          + " where r.card_number = any (string_to_array(?1, ','))";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  /** Store and mall of a store's key; empty if there is none. */
  public Optional<Object[]> storeOfKey(String kid) {
    List<?> rows =
        entities
            .createNativeQuery(CompromiseQueries.STORE_OF_KEY)
            .setParameter(1, kid)
            .getResultList();
    return rows.stream().map(row -> (Object[]) row).findFirst();
  }

  /** Whether the manager had such a key. */
  public boolean isManagers(String kid, String purpose) {
    return !entities
        .createNativeQuery(CompromiseQueries.MANAGER_KEY)
        .setParameter(1, kid)
        .setParameter(2, purpose)
        .getResultList()
        .isEmpty();
  }

  /** Rows of a source behind a place. */
  public List<?> page(CompromiseSource source, CompromisedKey key, CompromisePlace place, int max) {
    return asked(source.query(), key, place, max).getResultList();
  }

  /** The row of {@link CompromiseQueries#counts} for all sources of a kind, each so far. */
  public Object[] counts(CompromisedKey key, int max) {
    List<String> sources = sources(key);
    return (Object[]) first(CompromiseQueries.counts(sources), key, max).getSingleResult();
  }

  /** The rows of {@link CompromiseQueries#totals} likewise. */
  public List<?> totals(CompromisedKey key, int max) {
    return first(CompromiseQueries.totals(sources(key)), key, max).getResultList();
  }

  private static List<String> sources(CompromisedKey key) {
    return CompromiseSource.of(key.kind()).stream().map(CompromiseSource::query).toList();
  }

  private Query first(String query, CompromisedKey key, int max) {
    CompromiseSource source = CompromiseSource.of(key.kind()).get(0);
    CompromisePlace start = CompromisePlace.start(0, source, key.stolenAt());
    return asked(query, key, start, max);
  }

  private Query asked(String query, CompromisedKey key, CompromisePlace place, int max) {
    Query asked = entities.createNativeQuery(query).setParameter(1, key.key()).setParameter(4, max);
    if (query.contains("?2")) {
      asked.setParameter(2, place.at().atOffset(ZoneOffset.UTC));
    }
    if (query.contains("?3")) {
      asked.setParameter(3, place.id());
    }
    if (query.contains("?5")) {
      asked.setParameter(5, key.stolenAt().atOffset(ZoneOffset.UTC));
    }
    return asked;
  }

  /** The cards' references by their numbers; those that have none are given one. */
  public Map<String, String> references(Collection<String> cardNumbers) {
    Map<String, String> references = new HashMap<>();
    if (!cardNumbers.isEmpty()) {
      String joined = String.join(",", cardNumbers);
      entities.createNativeQuery(NAME_CARDS).setParameter(1, joined).executeUpdate();
      List<?> rows = entities.createNativeQuery(REFERENCES).setParameter(1, joined).getResultList();
      rows.forEach(
          row -> references.put((String) ((Object[]) row)[0], (String) ((Object[]) row)[1]));
    }
    return references;
  }
}
