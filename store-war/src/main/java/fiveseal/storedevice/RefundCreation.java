package fiveseal.storedevice;

import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RefundLine;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a refund's content of what somebody wants, or refuses before anything is signed: all
 * refunds of a settlement together never give back more than was paid, store by store. The manager
 * checks the same again and has the last word; this check keeps a slip at the till from becoming a
 * signed message.
 */
public final class RefundCreation {
  private final StoreIdentity identity;

  public RefundCreation(StoreIdentity identity) {
    this.identity = identity;
  }

  /**
   * @param settlement as the manager shows it; empty for a lower store, to which it shows none
   * @param others signed before and not among the manager's: they may still arrive there
   * @throws ProtocolException {@code message-refused} with the one true reason
   */
  public RefundOrder create(
      RefundWish wish,
      Optional<OwnSettlement> settlement,
      Collection<? extends List<RefundLine>> others) {
    Optional<Map<String, Long>> left = settlement.map(own -> left(own, others));
    List<RefundLine> lines = wish.lines().isEmpty() ? lines(wish, left) : wish.lines();
    Map<String, Long> wanted = byStore(lines);
    long sum = wanted.values().stream().mapToLong(Long::longValue).sum();
    if (wish.amountMinor().orElse(sum) != sum) {
      throw ProtocolException.refused("the lines do not add up to the amount");
    }
    left.ifPresent(atMost -> requireWithin(wanted, atMost));
    return new RefundOrder(wish.settlementId(), currency(wish, settlement), lines);
  }

  /** What may still be given back, by store, in the order of message 1. */
  private static Map<String, Long> left(
      OwnSettlement settlement, Collection<? extends List<RefundLine>> others) {
    Map<String, Long> left = byStore(settlement.lines());
    settlement.refunds().forEach(refund -> take(left, refund.lines()));
    others.forEach(lines -> take(left, lines));
    return left;
  }

  private static void take(Map<String, Long> left, List<RefundLine> lines) {
    lines.forEach(line -> left.merge(line.store(), -line.amountMinor(), Long::sum));
  }

  private static Map<String, Long> byStore(List<RefundLine> lines) {
    Map<String, Long> sums = new LinkedHashMap<>();
    lines.forEach(line -> sums.merge(line.store(), line.amountMinor(), Long::sum));
    return sums;
  }

  private List<RefundLine> lines(RefundWish wish, Optional<Map<String, Long>> left) {
    if (left.isEmpty()) {
      long amount =
          wish.amountMinor()
              .orElseThrow(
                  () ->
                      ProtocolException.refused(
                          "the manager shows no such settlement of this store: tell an amount"));
      return List.of(new RefundLine(identity.storeId(), amount));
    }
    List<RefundLine> all =
        left.get().entrySet().stream()
            .filter(store -> store.getValue() > 0)
            .map(store -> new RefundLine(store.getKey(), store.getValue()))
            .toList();
    if (all.isEmpty()) {
      throw ProtocolException.refused("everything was given back already");
    }
    long sum = all.stream().mapToLong(RefundLine::amountMinor).sum();
    if (wish.amountMinor().orElse(sum) == sum) {
      return all;
    }
    if (left.get().size() > 1) {
      throw ProtocolException.refused("several stores were paid: tell what each gives back");
    }
    return List.of(new RefundLine(all.get(0).store(), wish.amountMinor().getAsLong()));
  }

  private static void requireWithin(Map<String, Long> wanted, Map<String, Long> left) {
    wanted.forEach(
        (store, amount) -> {
          if (!left.containsKey(store)) {
            throw ProtocolException.refused("nothing was paid to " + store);
          }
          if (amount > left.get(store)) {
            throw ProtocolException.refused(
                "of what was paid to " + store + " only " + left.get(store) + " are left");
          }
        });
  }

  private static String currency(RefundWish wish, Optional<OwnSettlement> settlement) {
    String currency =
        settlement
            .map(OwnSettlement::currency)
            .or(wish::currency)
            .orElseThrow(() -> ProtocolException.refused("the currency is not known: tell it"));
    if (!wish.currency().orElse(currency).equals(currency)) {
      throw ProtocolException.refused("the settlement is in " + currency);
    }
    return currency;
  }
}
