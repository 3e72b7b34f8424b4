package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.Optional;

/**
 * The trail of what administrators did, and of whose card data they read. It can be added to and
 * read, never changed. What moves money, or shows a card's data, is recorded before it is done: an
 * entry may stand for something that then failed, nothing is done without an entry.
 */
@Local
public interface AdminTrail {

  /**
   * Records, durably before it returns, in a transaction of its own.
   *
   * @param what a code: 1 … 40 lower case letters and hyphens, such as {@code card-block}; the
   *     consoles show the text {@code trail.<what>}
   * @param subject to whom or to what, at most 200 characters; card numbers in it are masked
   * @param detail anything more, at most 1000 characters; card numbers in it are masked
   */
  void record(Login who, String what, String subject, String detail);

  /**
   * The entries that concern the tenant.
   *
   * @param userName only by this user, by the exact name they sign in with
   * @param after {@link AdminActionPage#next} of the page before
   * @param limit 1 … 200
   */
  AdminActionPage page(Tenant tenant, Optional<String> userName, Optional<String> after, int limit);
}
