package fiveseal.valueupdate;

import fiveseal.card.Card;
import fiveseal.card.CardRegister;
import fiveseal.keys.KeyVault;
import fiveseal.manager.CardOrder;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.UuidV7;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What operators order to be done with a card at its next presentation. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CardOrders {
  /** By whom: nobody's name, since no login has a colon. */
  private static final String ROTATION = "manager:rotation";

  @Inject UpdateStore store;
  @Inject CardRegister register;
  @Inject KeyVault vault;
  @Inject UuidV7 ids;

  /**
   * Orders it, or finds the same order waiting.
   *
   * @return the update's id
   * @throws ProtocolException {@code message-refused} if it cannot be ordered
   */
  public String order(CardOrder order, String operator, Instant now) {
    Card card = register.lock(order.cardNumber());
    if (card == null) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "there is no such card");
    }
    return switch (order.kind()) {
      case "BLOCK" -> block(card, operator, now).id();
      case "UNBLOCK" -> unblock(card, operator, now).id();
      case "LIMITS" -> limits(card, order, operator, now).id();
      case "REKEY" -> rekey(card, operator, now).id();
      default -> throw new IllegalArgumentException("no order is of the kind " + order.kind());
    };
  }

  /** Orders a BLOCK in the caller's transaction, the card's row locked. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public Update block(Card card, String operator, Instant now) {
    cancel(card, Set.of(UpdateKind.UNBLOCK), now);
    card.orderBlock();
    return pending(card, UpdateKind.BLOCK, now).stream()
        .findFirst()
        .orElseGet(() -> plain(card, UpdateKind.BLOCK, operator, now));
  }

  private Update unblock(Card card, String operator, Instant now) {
    if (card.facts().isRestricted()) {
      throw ProtocolException.refused("a stopped or replaced card is not unblocked");
    }
    cancel(card, Set.of(UpdateKind.BLOCK), now);
    if (pending(card, UpdateKind.BLOCK, now).isEmpty()) {
      card.blockSettled();
    }
    return pending(card, UpdateKind.UNBLOCK, now).stream()
        .findFirst()
        .orElseGet(() -> plain(card, UpdateKind.UNBLOCK, operator, now));
  }

  private Update plain(Card card, UpdateKind kind, String operator, Instant now) {
    return add(
        Update.plain(ids.next(), kind, card.number().digits(), card.currency(), now), operator);
  }

  private Update limits(Card card, CardOrder order, String operator, Instant now) {
    requireServing(card);
    cancel(card, Set.of(UpdateKind.LIMITS), now);
    return add(
        Update.limits(
            ids.next(),
            card.number().digits(),
            card.currency(),
            order.balanceLimitMinor().getAsLong(),
            order.amountLimitMinor().getAsLong(),
            now),
        operator);
  }

  /**
   * Orders a REKEY for a presented card whose key is of an older version than new cards get, unless
   * one waits. So all cards come to the newest master key, each at its next presentation.
   *
   * @param seen the card as it was found just now
   */
  public void rekeyIfOlder(Card seen, Instant now) {
    if (seen.facts().isRestricted() || seen.keyVersion() >= vault.cardKeyVersion()) {
      return;
    }
    Card card = register.lock(seen.number().digits());
    if (!card.facts().isRestricted() && card.keyVersion() < vault.cardKeyVersion()) {
      rekey(card, ROTATION, now);
    }
  }

  private Update rekey(Card card, String operator, Instant now) {
    requireServing(card);
    List<Update> waiting = pending(card, UpdateKind.REKEY, now);
    if (!waiting.isEmpty()) {
      return waiting.get(0);
    }
    int version = vault.cardKeyVersion();
    if (version <= card.keyVersion()) {
      throw ProtocolException.refused("the card has key version " + card.keyVersion() + " already");
    }
    card.orderRekey(version);
    return add(
        Update.rekey(ids.next(), card.number().digits(), card.currency(), version, now), operator);
  }

  private static void requireServing(Card card) {
    if (card.facts().isRestricted()) {
      throw ProtocolException.refused("a stopped or replaced card gets nothing but BLOCK and VOID");
    }
  }

  private Update add(Update update, String operator) {
    store.add(update.orderedBy(operator));
    return update;
  }

  private List<Update> pending(Card card, UpdateKind kind, Instant now) {
    return store.pendingOf(card.number().digits()).stream()
        .filter(update -> update.kind() == kind && isIssuable(update, now))
        .toList();
  }

  private static boolean isIssuable(Update update, Instant now) {
    UpdateStatus status = update.stateAt(now);
    return status == UpdateStatus.REQUESTED || status == UpdateStatus.ISSUED;
  }

  /** Takes back what waits and has not left, in the caller's transaction. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void cancel(Card card, Set<UpdateKind> kinds, Instant now) {
    store.pendingOf(card.number().digits()).stream()
        .filter(update -> kinds.contains(update.kind()))
        .map(update -> store.lock(update.id()))
        .filter(update -> update.stateAt(now) == UpdateStatus.REQUESTED)
        .forEach(update -> update.happen(UpdateEvent.CANCEL, now));
  }
}
