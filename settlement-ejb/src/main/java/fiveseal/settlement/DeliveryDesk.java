package fiveseal.settlement;

import fiveseal.manager.Deliveries;
import fiveseal.manager.DeliveryLog;
import fiveseal.manager.DeliveryPage;
import fiveseal.manager.StoreDelivery;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Deliveries as operators see them, and their wish to deliver again. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeliveryDesk implements Deliveries {
  @Inject DeliveryStore deliveries;
  @Inject CompletionDelivery delivery;
  @Inject Clock clock;

  @Override
  public DeliveryPage list(boolean acknowledged, Optional<String> after, int limit) {
    List<Delivery> found = deliveries.list(acknowledged, after, limit + 1);
    List<Delivery> page = found.subList(0, Math.min(limit, found.size()));
    return new DeliveryPage(
        page.stream().map(DeliveryDesk::view).toList(),
        found.size() > limit
            ? Optional.of(page.get(page.size() - 1).settlementId())
            : Optional.empty());
  }

  @Override
  public DeliveryLog of(String settlementId) {
    Delivery found =
        deliveries
            .find(settlementId)
            .orElseThrow(
                () -> new ProtocolException(ErrorCode.NOT_FOUND, "there is no such delivery"));
    return new DeliveryLog(
        view(found), deliveries.attempts(settlementId).stream().map(DeliveryDesk::view).toList());
  }

  @Override
  public void resend(String settlementId) {
    String storeId = deliveries.wantAgain(settlementId, clock.instant());
    delivery.deliverAgain(settlementId, storeId);
  }

  private static StoreDelivery view(Delivery delivery) {
    return new StoreDelivery(
        delivery.settlementId(),
        delivery.storeId(),
        delivery.attempts(),
        seconds(delivery.nextAttemptAt()),
        seconds(delivery.acknowledgedAt()),
        delivery.lastOutcome());
  }

  private static DeliveryLog.Attempt view(DeliveryAttempt attempt) {
    return new DeliveryLog.Attempt(
        attempt.cause().name(),
        attempt.outcome(),
        attempt.isAcknowledged(),
        attempt.attemptedAt().getEpochSecond());
  }

  private static OptionalLong seconds(Optional<Instant> time) {
    return time.map(at -> OptionalLong.of(at.getEpochSecond())).orElse(OptionalLong.empty());
  }
}
