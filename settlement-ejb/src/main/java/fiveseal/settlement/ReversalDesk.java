package fiveseal.settlement;

import fiveseal.config.Configuration;
import fiveseal.ledger.Ledger;
import fiveseal.ledger.PreparedPosting;
import fiveseal.manager.Cancellation;
import fiveseal.manager.RefundState;
import fiveseal.manager.Reversals;
import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.jws.Acceptance;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Verifier;
import fiveseal.store.Contracts;
import fiveseal.store.StoreKeys;
import fiveseal.valueupdate.CreditState;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Cancellations and refunds as stores sign them: checked, written by one transaction, answered. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReversalDesk implements Reversals {
  @Inject ReversalStore reversals;
  @Inject CancellationBook cancellations;
  @Inject RefundBook refunds;
  @Inject SettlementStore store;
  @Inject StoreKeys keys;
  @Inject Contracts contracts;
  @Inject Ledger ledger;
  @Inject Configuration configuration;
  @Inject Clock clock;

  @Override
  public Cancellation cancel(String message) {
    Instant now = clock.instant();
    CancelRequest read = Signed.parse(message, CancelRequest.class).message();
    Optional<StoredCancellation> earlier = cancellations.find(read.iss(), read.requestId());
    boolean same =
        earlier
            .map(stored -> Signed.parse(stored.message(), CancelRequest.class))
            .filter(stored -> stored.sameMessageAs(message))
            .isPresent();
    Signed<CancelRequest> request =
        new Verifier(keys)
            .verify(message, CancelRequest.class, same ? earlier.get().receivedAt() : now);
    if (!same) {
      Acceptance.addressedTo(request.message(), configuration.managerId());
      Acceptance.timely(request.message(), now);
    }
    return new Cancellation(read.requestId(), reversals.cancel(request, now).name());
  }

  @Override
  public RefundState refund(String message) {
    Instant now = clock.instant();
    if (isKnown(message, now)) {
      return accepted(message);
    }
    Signed<RefundRequest> request = new Verifier(keys).verify(message, RefundRequest.class, now);
    Acceptance.addressedTo(request.message(), configuration.managerId());
    Acceptance.timely(request.message(), now);
    requireOwn(request.message());
    configuration.requireNewerThanRestore(Instant.ofEpochSecond(request.message().iat()));
    try {
      reversals.requireRefundable(request.message(), now);
      reversals.refund(request, postings(request.message()), now);
    } catch (RuntimeException e) {
      // Somebody else may have been first with the same refund: then it is accepted.
      if (!isKnown(message, now)) {
        throw e;
      }
    }
    return accepted(message);
  }

  private List<PreparedPosting> postings(RefundRequest refund) {
    return ledger.prepare(Postings.refund(refund.amount(), refund.lines()));
  }

  /** The same answer for ever, whatever has come since. */
  private static RefundState accepted(String message) {
    return new RefundState(
        Signed.parse(message, RefundRequest.class).message().refundId(), CreditState.DUE.name());
  }

  /** Whether this very message was accepted before; its signature is checked again. */
  private boolean isKnown(String message, Instant now) {
    RefundRequest read = Signed.parse(message, RefundRequest.class).message();
    Optional<Refund> earlier = refunds.find(read.iss(), read.refundId());
    if (earlier.isEmpty()) {
      return false;
    }
    boolean same =
        Signed.parse(earlier.get().message(), RefundRequest.class).sameMessageAs(message);
    new Verifier(keys)
        .verify(message, RefundRequest.class, same ? earlier.get().receivedAt() : now);
    if (!same) {
      throw new ProtocolException(
          ErrorCode.CONFLICTING_REPLAY, "this refundId has another message");
    }
    return true;
  }

  /** Own settlements; a lower store's own lines of its mall's. Others are not there. */
  private void requireOwn(RefundRequest refund) {
    String by = refund.iss();
    Settlement settlement =
        store
            .find(refund.settlementId())
            .filter(found -> isBy(by, found.storeId()))
            .filter(found -> found.storeId().equals(by) || sells(by, found.id()))
            .orElseThrow(
                () -> new ProtocolException(ErrorCode.NOT_FOUND, "there is no such settlement"));
    if (!settlement.storeId().equals(by)
        && refund.lines().stream().anyMatch(line -> !line.store().equals(by))) {
      throw ProtocolException.refused("a lower store gives back its own lines only");
    }
  }

  private boolean isBy(String store, String settlementStore) {
    return settlementStore.equals(store)
        || contracts.mallOf(store).filter(settlementStore::equals).isPresent();
  }

  private boolean sells(String lowerStore, String settlementId) {
    return store.lines(List.of(settlementId)).getOrDefault(settlementId, List.of()).stream()
        .anyMatch(line -> line.line().store().equals(lowerStore));
  }
}
