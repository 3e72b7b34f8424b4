package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.List;

/**
 * What a console reads of settlements. Whose they may be comes from the login alone: another
 * tenant's settlement is not found, as if it did not exist. A lower store sees of a settlement its
 * own lines, what they add up to, transfers of its own account and refunds of its own lines; of the
 * signed messages, which carry its siblings' lines too, only what was verified of them.
 */
@Local
public interface StoreConsole {

  /**
   * A page of settlements, newest first. It looks at a bounded number of them, however many there
   * are: {@link FoundSettlements#lookedBackTo} says so when it ended before the page was full.
   */
  FoundSettlements search(Tenant tenant, SettlementQuery query);

  /**
   * One settlement with all that became of it.
   *
   * @throws fiveseal.protocol.ProtocolException {@code not-found}
   */
  SettlementStory story(Tenant tenant, String settlementId);

  /**
   * Verifies every stored message of a settlement again, now.
   *
   * @return seal by seal, message 2 as often as one was made
   * @throws fiveseal.protocol.ProtocolException {@code not-found}
   */
  List<SealFinding> verify(Tenant tenant, String settlementId);

  /**
   * Delivers message 3 again, at once.
   *
   * @throws fiveseal.protocol.ProtocolException {@code not-found} for a settlement without delivery
   *     and for lower stores, to which nothing is delivered
   */
  void resend(Tenant tenant, String settlementId);

  /** The stores that may sell in this tenant's settlements, by name; a lower store itself alone. */
  List<Seller> sellers(Tenant tenant);

  /** A store and the name under which holders know it. */
  record Seller(String storeId, String name) {}
}
