package fiveseal.bureau;

import fiveseal.keys.KeyVault;
import fiveseal.manager.BatchImport;
import fiveseal.manager.BatchReport;
import fiveseal.manager.CardBatchOrder;
import fiveseal.manager.CardBatchPage;
import fiveseal.manager.CardBatchView;
import fiveseal.manager.CardBatches;
import fiveseal.manager.Login;
import fiveseal.protocol.Amount;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Batches of cards as operators see them. No transaction is open while keys are derived. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CardBatchDesk implements CardBatches {
  @Inject CardBatchStore store;
  @Inject BureauStore bureaus;
  @Inject BureauTrail trail;
  @Inject KeyVault vault;
  @Inject UuidV7 ids;
  @Inject Clock clock;

  @Override
  public CardBatchView order(Login by, CardBatchOrder order) {
    trail.requireReader(by);
    requirePossible(order);
    bureauInService(order.bureauId());
    String id = ids.next();
    return trail.during(
        by,
        "batch-order",
        id,
        order.cards() + " " + order.currency() + ", " + order.bureauId(),
        () -> order(by, id, order));
  }

  private CardBatchView order(Login by, String id, CardBatchOrder order) {
    store.add(new CardBatch(id, order, vault.cardKeyVersion(), by.name(), clock.instant()));
    return view(store.find(id));
  }

  private static void requirePossible(CardBatchOrder order) {
    IsoCurrency.of(order.currency());
    require(
        order.cards() >= 1 && order.cards() <= CARDS_MAX,
        "a batch has 1 to " + CARDS_MAX + " cards");
    require(isLimit(order.balanceLimitMinor()), "no such balance limit");
    require(isLimit(order.amountLimitMinor()), "no such amount limit");
  }

  private static boolean isLimit(long minor) {
    return minor >= 1 && minor <= Amount.MAX_MINOR;
  }

  private Bureau bureauInService(String id) {
    Bureau bureau = bureaus.find(id);
    require(!bureau.isRetired(), "the bureau is retired");
    return bureau;
  }

  @Override
  public CardBatchPage list(Login by, Optional<String> after, int limit) {
    trail.requireReader(by);
    List<CardBatch> found = store.page(after, limit + 1);
    List<CardBatchView> page = found.stream().limit(limit).map(this::view).toList();
    return new CardBatchPage(
        page, found.size() > limit ? Optional.of(page.get(limit - 1).batchId()) : Optional.empty());
  }

  @Override
  public CardBatchView one(Login by, String batchId) {
    trail.requireReader(by);
    return view(store.find(batchId));
  }

  private CardBatchView view(CardBatch batch) {
    return batch.view(bureaus.find(batch.bureauId()));
  }

  @Override
  public CardBatchView approve(Login by, String batchId) {
    return during(
        by,
        "batch-approve",
        batchId,
        "",
        () -> {
          bureauInService(store.find(batchId).bureauId());
          store.approve(batchId, by.name(), clock.instant());
          return view(store.find(batchId));
        });
  }

  @Override
  public String file(Login by, String batchId) {
    return during(by, "batch-file", batchId, "", () -> file(batchId));
  }

  private String file(String batchId) {
    CardBatch batch = store.find(batchId);
    batch.requireApproved();
    batch.requireOpen();
    Bureau bureau = bureauInService(batch.bureauId());
    List<CardNumber> cards = List.copyOf(store.items(batchId).keySet());
    return vault.personalization(batch.blank(cards), bureau.jwk());
  }

  @Override
  public BatchImport report(Login by, String batchId, BatchReport report) {
    return during(
        by,
        "batch-report",
        batchId,
        Integer.toString(report.lines().size()),
        () -> take(by, batchId, report));
  }

  private BatchImport take(Login by, String batchId, BatchReport report) {
    CardBatch batch = store.find(batchId);
    require(report.batchId().equals(batchId), "this is the report of another batch");
    require(report.lines().size() <= CARDS_MAX, "a report has at most " + CARDS_MAX + " lines");
    batch.requireApproved();
    ReportCheck check = new ReportCheck(vault, batch, store.items(batchId)).check(report);
    int proven = check.proven().values().stream().mapToInt(List::size).sum();
    Map<Result, Integer> written =
        proven == 0 ? Map.of() : store.report(batchId, check.proven(), by.name(), clock.instant());
    int made = written.getOrDefault(Result.PERSONALIZED, 0);
    int spoilt = written.getOrDefault(Result.SPOILT, 0);
    return new BatchImport(
        made, spoilt, check.unchanged() + proven - made - spoilt, check.refused());
  }

  @Override
  public CardBatchView close(Login by, String batchId) {
    return during(
        by,
        "batch-close",
        batchId,
        "",
        () -> {
          store.close(batchId, by.name(), clock.instant());
          return view(store.find(batchId));
        });
  }

  /** An act on a batch that there is. */
  private <T> T during(Login by, String act, String batchId, String detail, Supplier<T> work) {
    trail.requireReader(by);
    store.find(batchId);
    return trail.during(by, act, batchId, detail, work);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw ProtocolException.refused(otherwise);
    }
  }
}
