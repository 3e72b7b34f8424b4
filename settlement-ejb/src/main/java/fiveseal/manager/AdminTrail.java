package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.Optional;

/**
 * The trail of what administrators did, and of whose card data they read. It can be added to and
 * read, never changed. What moves money, or shows a card's data, is recorded before it is done,
 * since nothing may be done without an entry; what is then refused gets a second entry ({@link
 * AdminAct}).
 */
@Local
public interface AdminTrail {

  /** The same for what is the tenant's of whoever does it. */
  default void record(Login who, String what, String subject, String detail) {
    record(new AdminAct(who, what, subject, detail));
  }

  /**
   * Records, durably before it returns, in a transaction of its own.
   *
   * @param act its code {@code what} has a text {@code trail.<what>} in the consoles; card numbers
   *     in subject and detail are masked
   */
  void record(AdminAct act);

  /**
   * The entries that concern the tenant: everything for the operator, for a mall its own and its
   * lower stores'.
   *
   * @param userName only by this user, by the exact name they sign in with
   * @param after {@link AdminActionPage#next} of the page before
   * @param limit 1 … 200
   * @throws fiveseal.protocol.ProtocolException {@code not-found} for a lower store, which has none
   */
  AdminActionPage page(Tenant tenant, Optional<String> userName, Optional<String> after, int limit);
}
