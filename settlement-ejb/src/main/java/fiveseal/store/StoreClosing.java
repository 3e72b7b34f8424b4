package fiveseal.store;

import fiveseal.ledger.AccountKind;
import fiveseal.ledger.Balances;
import fiveseal.manager.Login;
import fiveseal.manager.StoreBalance;
import fiveseal.manager.StoreEditKind;
import fiveseal.manager.StoreFault;
import fiveseal.manager.StoreState;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Closes stores. What a store owes stays on its account and is shown there; whoever closes it says
 * that he has seen it. Payments that were asked for before go on to their end.
 */
@Dependent
public class StoreClosing {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Roof roof;
  @Inject StoreEdits edits;
  @Inject Balances balances;
  @Inject Clock clock;

  /**
   * Closes it for ever and spends its invitations.
   *
   * @throws ProtocolException {@code message-refused} if it owes more than was acknowledged or is a
   *     mall that is still needed; {@code edited-meanwhile}
   */
  void close(
      Store store, Standing standing, String reason, List<StoreBalance> acknowledged, Login by) {
    roof.lock(store.storeId());
    requireNoStoreBelow(store.storeId());
    Map<String, Long> owed = owed(store.storeId());
    requireAcknowledged(owed, acknowledged);
    edits.write(
        standing.in(StoreState.CLOSED), StoreEditKind.CLOSED, reason + acknowledgement(owed), by);
    entities
        .createQuery(
            "update StoreInvitation i set i.spentAt = :now where i.storeId = :store"
                + " and i.spentAt is null")
        .setParameter("now", OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
        .setParameter("store", store.storeId())
        .executeUpdate();
  }

  /** Balances below zero by currency, minor units. */
  private Map<String, Long> owed(String storeId) {
    Map<String, Long> owed = new TreeMap<>(balances.ofOwner(AccountKind.STORE, storeId));
    owed.values().removeIf(balance -> balance >= 0);
    return owed;
  }

  private static void requireAcknowledged(Map<String, Long> owed, List<StoreBalance> acknowledged) {
    Map<String, Long> seen =
        acknowledged.stream()
            .collect(
                Collectors.toMap(StoreBalance::currency, StoreBalance::amountMinor, Math::min));
    owed.forEach(
        (currency, balance) -> {
          if (seen.getOrDefault(currency, 0L) > balance) {
            throw StoreFault.DEBT_NOT_ACKNOWLEDGED.refusal(currency + " " + -balance);
          }
        });
  }

  /** Kept with the edit, in minor units. */
  private static String acknowledgement(Map<String, Long> owed) {
    return owed.isEmpty()
        ? ""
        : owed.entrySet().stream()
            .map(each -> each.getKey() + " " + -each.getValue())
            .collect(Collectors.joining(", ", " [acknowledged: ", "]"));
  }

  /** A mall closes after its lower stores. */
  private void requireNoStoreBelow(String mallId) {
    List<?> open =
        entities
            .createNativeQuery(
                "SELECT s.store_id FROM store s LEFT JOIN store_standing n"
                    + " ON n.store_id = s.store_id WHERE s.mall_id = ?1"
                    + " AND coalesce(n.state, 'ACTIVE') <> 'CLOSED' LIMIT 1")
            .setParameter(1, mallId)
            .getResultList();
    if (!open.isEmpty()) {
      throw StoreFault.LOWER_STORE_OPEN.refusal((String) open.get(0));
    }
  }
}
