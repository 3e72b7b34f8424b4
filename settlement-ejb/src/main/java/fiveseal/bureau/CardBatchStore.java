package fiveseal.bureau;

import fiveseal.card.CardRegister;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Batches and their numbers in the database. Ten thousand numbers go there as one parameter. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class CardBatchStore {
  private static final String NEWEST_ID = "ffffffff";

  /** Only those that are nobody's. */
  private static final String TAKE_NUMBERS =
      "insert into card_batch_item (card_number, batch_id)"
          + " select n.card_number, cast(?1 as text)"
          + " from unnest(string_to_array(?2, ',')) as n (card_number)"
          + " where not exists (select 1 from card c where c.card_number = n.card_number)"
          + " on conflict do nothing";

  private static final String ITEMS =
      "select i.card_number, i.result from card_batch_item i where i.batch_id = ?1"
          + " order by i.card_number";

  private static final String UNLIKE =
      "select i.card_number from card_batch_item i where i.batch_id = ?1"
          + " and i.card_number = any (string_to_array(?2, ','))"
          + " and (i.result is null or (i.result = 'SPOILT' and ?3 = 'PERSONALIZED'))";

  private static final String REPORT =
      "update card_batch_item i set result = ?3, reported_at = ?4 where i.batch_id = ?1"
          + " and i.card_number = any (string_to_array(?2, ','))";

  private static final String COUNTS =
      "select count(*) filter (where i.result = 'PERSONALIZED'),"
          + " count(*) filter (where i.result = 'SPOILT')"
          + " from card_batch_item i where i.batch_id = ?1";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject CardNumbers numbers;
  @Inject CardRegister register;

  /** Writes a batch with new numbers. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void add(CardBatch batch) {
    entities.persist(batch);
    entities.flush();
    int missing = batch.cards();
    while (missing > 0) {
      missing -=
          entities
              .createNativeQuery(TAKE_NUMBERS)
              .setParameter(1, batch.id())
              .setParameter(2, joined(numbers.next(missing)))
              .executeUpdate();
    }
  }

  /**
   * @throws ProtocolException {@code not-found}
   */
  public CardBatch find(String id) {
    return Optional.ofNullable(entities.find(CardBatch.class, id))
        .orElseThrow(BureauTrail::nothing);
  }

  /** Whether a number stands in a batch. */
  public boolean has(CardNumber card) {
    return !entities
        .createNativeQuery("select i.batch_id from card_batch_item i where i.card_number = ?1")
        .setParameter(1, card.digits())
        .getResultList()
        .isEmpty();
  }

  /** The newest first, older than one of them. */
  public List<CardBatch> page(Optional<String> after, int limit) {
    return entities
        .createQuery(
            "select b from CardBatch b where b.id < :after order by b.id desc", CardBatch.class)
        .setParameter("after", after.orElse(NEWEST_ID))
        .setMaxResults(limit)
        .getResultList();
  }

  /** A batch's numbers, in the order of its file, with what was reported of each, if anything. */
  public Map<CardNumber, Optional<String>> items(String batchId) {
    List<?> rows = entities.createNativeQuery(ITEMS).setParameter(1, batchId).getResultList();
    Map<CardNumber, Optional<String>> items = new LinkedHashMap<>();
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      items.put(new CardNumber((String) columns[0]), Optional.ofNullable((String) columns[1]));
    }
    return items;
  }

  /** The second operator's word. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void approve(String id, String by, Instant now) {
    lock(id).approve(by, now);
  }

  /** Closes it; one that is closed stays closed since then. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void close(String id, String by, Instant now) {
    lock(id).close(by, now);
  }

  /**
   * Writes what a bureau's report proved: one report of a batch at a time, so that what another one
   * has written meanwhile is not written again.
   *
   * @return how many results were new, by result
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Map<Result, Integer> report(
      String id, Map<Result, List<CardNumber>> proven, String by, Instant now) {
    CardBatch batch = lock(id);
    batch.requireOpen();
    Map<Result, Integer> written = new HashMap<>();
    for (Result result : Result.values()) {
      List<CardNumber> changed = unlike(id, proven.getOrDefault(result, List.of()), result);
      written.put(result, changed.size());
      write(batch, changed, result, now);
    }
    Object[] counts =
        (Object[]) entities.createNativeQuery(COUNTS).setParameter(1, id).getSingleResult();
    batch.reported(((Number) counts[0]).intValue(), ((Number) counts[1]).intValue(), by, now);
    return written;
  }

  private List<CardNumber> unlike(String id, List<CardNumber> cards, Result result) {
    List<?> numbers =
        entities
            .createNativeQuery(UNLIKE)
            .setParameter(1, id)
            .setParameter(2, joined(cards))
            .setParameter(3, result.name())
            .getResultList();
    return numbers.stream().map(number -> new CardNumber((String) number)).toList();
  }

  private void write(CardBatch batch, List<CardNumber> cards, Result result, Instant now) {
    entities
        .createNativeQuery(REPORT)
        .setParameter(1, batch.id())
        .setParameter(2, joined(cards))
        .setParameter(3, result.name())
        .setParameter(4, now.atOffset(ZoneOffset.UTC))
        .executeUpdate();
    if (result == Result.PERSONALIZED) {
      register.addMade(
          cards, batch.currency(), batch.keyVersion(), batch.balanceLimit(), batch.amountLimit());
    }
  }

  private CardBatch lock(String id) {
    CardBatch batch = entities.find(CardBatch.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (batch == null) {
      throw BureauTrail.nothing();
    }
    return batch;
  }

  private static String joined(Collection<CardNumber> cards) {
    return cards.stream().map(CardNumber::digits).collect(Collectors.joining(","));
  }
}
