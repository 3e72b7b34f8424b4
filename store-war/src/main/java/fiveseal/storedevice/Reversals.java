package fiveseal.storedevice;

import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Expiring;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Signer;
import fiveseal.storedevice.ReversalJournal.Kind;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a store takes back: requests that it does not want paid any more, and payments. Each message
 * is signed, kept and only then sent; a retry sends what was sent before, so that no lost answer
 * ever gives back twice.
 */
public final class Reversals {
  /** After these the manager has looked at the message and has it not. */
  private static final Set<String> NEVER_TAKEN =
      Set.of(
          ErrorCode.MESSAGE_MALFORMED.code(),
          ErrorCode.MESSAGE_REFUSED.code(),
          ErrorCode.NOT_FOUND.code(),
          ErrorCode.NOT_REFUNDABLE.code());

  private final Signer signer;
  private final ReversalJournal journal;
  private final ManagerConnection manager;
  private final StoreReads reads;
  private final CancelSigning cancels;
  private final RefundSigning refunds;
  private final RefundCreation creation;
  private final InstantSource clock;
  private final UuidV7 ids;

  public Reversals(
      StoreIdentity identity,
      Signer signer,
      ReversalJournal journal,
      ManagerConnection manager,
      StoreReads reads,
      InstantSource clock) {
    this.signer = signer;
    this.journal = journal;
    this.manager = manager;
    this.reads = reads;
    this.clock = clock;
    cancels = new CancelSigning(identity, signer, clock);
    refunds = new RefundSigning(identity, signer, clock);
    creation = new RefundCreation(identity);
    ids = new UuidV7(clock, new SecureRandom());
  }

  /**
   * What the manager answered.
   *
   * @param id of the request or the refund
   * @param message as it was sent, compact
   */
  public record Taken(String id, String state, String message) {}

  /**
   * Cancels a request, whether it was sent or not.
   *
   * @return the settlement's state now, which may be that it was paid
   * @throws ManagerRefusal if the manager refuses it
   * @throws ManagerUnreachable if no answer came: cancel again
   */
  public Taken cancel(String requestId) {
    return sent(
        Kind.CANCEL,
        requestId,
        CancelRequest.class,
        () -> cancels.sign(requestId).compact(),
        message -> manager.post("/cancellations", message).json(),
        () -> false);
  }

  /**
   * Gives back what a settlement took, whole or in part.
   *
   * @param refundId the same again is a retry; empty: that of a refund with the same lines that was
   *     signed and has not arrived, else a new one
   * @throws ProtocolException {@code message-refused} if it gives back more than is left; {@code
   *     conflicting-replay} if another refund was signed under this id
   * @throws ManagerRefusal if the manager refuses it
   * @throws ManagerUnreachable if no answer came: ask for the same again
   */
  public Taken refund(RefundWish wish, Optional<String> refundId) {
    Optional<OwnSettlement> settlement = reads.settlement(wish.settlementId());
    if (settlement.isEmpty() && refundId.isEmpty()) {
      throw ProtocolException.refused(
          "the manager shows no such settlement of this store, so a retry would not be known as"
              + " one: choose a refund id");
    }
    List<RefundRequest> onTheWay = onTheWay(wish, settlement);
    String id = refundId.or(() -> sameOnTheWay(wish, settlement, onTheWay)).orElseGet(ids::next);
    Optional<String> kept = journal.kept(Kind.REFUND, id);
    if (kept.isPresent()) {
      requireSame(wish, Signed.parse(kept.get(), RefundRequest.class).message());
    }
    return sent(
        Kind.REFUND,
        id,
        RefundRequest.class,
        () -> refunds.sign(id, order(wish, settlement, onTheWay, id)).compact(),
        message -> manager.post("/refunds", message).json(),
        () -> hasArrived(wish.settlementId(), id));
  }

  /** Whether the manager shows it; a lower store is shown none, and may send what it signs anew. */
  private boolean hasArrived(String settlementId, String refundId) {
    return reads.settlement(settlementId).stream()
        .flatMap(settlement -> settlement.refunds().stream())
        .anyMatch(refund -> refund.refundId().equals(refundId));
  }

  /** A refund on its way that is what the wish comes to, as if it had not been signed yet. */
  private Optional<String> sameOnTheWay(
      RefundWish wish, Optional<OwnSettlement> settlement, List<RefundRequest> onTheWay) {
    return onTheWay.stream()
        .filter(
            kept -> order(wish, settlement, onTheWay, kept.refundId()).lines().equals(kept.lines()))
        .map(RefundRequest::refundId)
        .findFirst();
  }

  private RefundOrder order(
      RefundWish wish,
      Optional<OwnSettlement> settlement,
      List<RefundRequest> onTheWay,
      String refundId) {
    List<List<RefundLine>> others =
        onTheWay.stream()
            .filter(other -> !other.refundId().equals(refundId))
            .map(RefundRequest::lines)
            .toList();
    return creation.create(wish, settlement, others);
  }

  /** Signed refunds of the settlement that the manager does not show. */
  private List<RefundRequest> onTheWay(RefundWish wish, Optional<OwnSettlement> settlement) {
    Set<String> arrived =
        settlement.map(OwnSettlement::refunds).orElse(List.of()).stream()
            .map(OwnSettlement.Refund::refundId)
            .collect(Collectors.toSet());
    return journal.refundsOf(wish.settlementId()).stream()
        .map(message -> Signed.parse(message, RefundRequest.class).message())
        .filter(refund -> !arrived.contains(refund.refundId()))
        .toList();
  }

  private static boolean asWished(RefundRequest kept, RefundWish wish) {
    boolean lines = wish.lines().isEmpty() || kept.lines().equals(wish.lines());
    return lines && wish.amountMinor().orElse(kept.amount().minor()) == kept.amount().minor();
  }

  private static void requireSame(RefundWish wish, RefundRequest kept) {
    if (!kept.settlementId().equals(wish.settlementId()) || !asWished(kept, wish)) {
      throw new ProtocolException(
          ErrorCode.CONFLICTING_REPLAY, "another refund was signed under this refund id");
    }
  }

  /** Sends to one place of the store API. */
  private interface Sending {
    JsonMembers send(String message);
  }

  private <T extends Expiring> Taken sent(
      Kind kind,
      String id,
      Class<T> type,
      Supplier<String> signing,
      Sending sending,
      BooleanSupplier hasArrived) {
    String message = journal.kept(kind, id).orElseGet(() -> journal.made(kind, id, signing.get()));
    try {
      return taken(id, message, sending);
    } catch (ManagerRefusal e) {
      if (NEVER_TAKEN.contains(e.code())) {
        journal.dropped(kind, id);
      }
      Signed<T> kept = Signed.parse(message, type);
      if (isTooLate(e, kept)) {
        // It lay here too long and never arrived: the manager would have known it before its time.
        return taken(id, journal.made(kind, id, signing.get()), sending);
      }
      if (isOfAnotherKey(e, kept) && !hasArrived.getAsBoolean()) {
        // The store's key changed while it lay here: under the old one it will never be taken, and
        // under its id nothing is given back twice.
        journal.dropped(kind, id);
        return taken(id, journal.made(kind, id, signing.get()), sending);
      }
      throw e;
    }
  }

  private boolean isTooLate(ManagerRefusal refusal, Signed<? extends Expiring> kept) {
    return refusal.code().equals(ErrorCode.MESSAGE_REFUSED.code())
        && kept.message().exp() < clock.instant().getEpochSecond();
  }

  private boolean isOfAnotherKey(ManagerRefusal refusal, Signed<? extends Expiring> kept) {
    return refusal.code().equals(ErrorCode.SIGNATURE_REFUSED.code())
        && !kept.kid().equals(signer.kid());
  }

  private static Taken taken(String id, String message, Sending sending) {
    JsonMembers answer = sending.send(message);
    try {
      return new Taken(id, answer.text("state"), message);
    } catch (ProtocolException e) {
      throw new ManagerUnreachable("the answer is not the manager's: " + e.detail(), e);
    }
  }
}
