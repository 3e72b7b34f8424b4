package fiveseal.settlement;

import fiveseal.card.Overtaken;
import fiveseal.ledger.Ledger;
import fiveseal.ledger.PreparedPosting;
import fiveseal.ledger.Subject;
import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.Signed;
import fiveseal.valueupdate.Credit;
import fiveseal.valueupdate.CreditBook;
import fiveseal.valueupdate.CreditKind;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The transactions of cancellations and refunds: each holds the settlement's row lock. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ReversalStore {
  @Inject SettlementStore store;
  @Inject CancellationBook cancellations;
  @Inject RefundBook refunds;
  @Inject CreditBook credits;
  @Inject Ledger ledger;
  @Inject UuidV7 ids;

  /**
   * Records the cancellation, and cancels what is known under it.
   *
   * @return the state now; CANCELLED for what is not known yet
   */
  public SettlementState cancel(Signed<CancelRequest> request, Instant now) {
    String storeId = request.message().iss();
    String requestId = request.message().requestId();
    cancellations.holdBack(storeId, requestId);
    if (cancellations.find(storeId, requestId).isEmpty()) {
      cancellations.add(new StoredCancellation(storeId, requestId, request.compact(), now));
    }
    Optional<String> known = store.find(storeId, requestId).map(Settlement::id);
    if (known.isEmpty()) {
      return SettlementState.CANCELLED;
    }
    Settlement settlement = store.lock(known.get());
    settlement.cancel(now);
    return settlement.stateAt(now);
  }

  /**
   * Accepts a refund: the stores' part is taken at once, the card gets it at a presentation.
   *
   * @throws fiveseal.protocol.ProtocolException {@code not-refundable}, {@code message-refused}
   */
  public void refund(Signed<RefundRequest> request, List<PreparedPosting> postings, Instant now) {
    RefundRequest refund = request.message();
    Settlement settlement = store.lock(refund.settlementId());
    if (refunds.find(refund.iss(), refund.refundId()).isPresent()) {
      throw new Overtaken("this refund was accepted meanwhile");
    }
    check(settlement, refund, now);
    Credit credit =
        Credit.ofSettlement(
            ids.next(),
            CreditKind.REFUND,
            settlement.id(),
            settlement.cardNumber(),
            refund.amount(),
            now);
    credits.add(credit);
    refunds.add(new Refund(request, credit.id(), now));
    ledger.post(postings, Subject.credit(credit.id()), now);
  }

  /**
   * A first look, nothing locked, before anything is written for a refund.
   *
   * @throws fiveseal.protocol.ProtocolException as {@link #refund}
   */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public void requireRefundable(RefundRequest refund, Instant now) {
    check(store.find(refund.settlementId()).orElseThrow(), refund, now);
  }

  private void check(Settlement settlement, RefundRequest refund, Instant now) {
    RefundRules.check(
        settlement.stateAt(now),
        settlement.amount().currency().code(),
        sold(settlement.id()),
        refunds.of(List.of(settlement.id())).stream().map(Refund::request).toList(),
        refund);
  }

  private Map<String, Long> sold(String settlementId) {
    return store.lines(List.of(settlementId)).getOrDefault(settlementId, List.of()).stream()
        .collect(
            Collectors.toMap(
                line -> line.line().store(), line -> line.line().amountMinor(), Long::sum));
  }
}
