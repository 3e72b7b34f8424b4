package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * Stores in the order of their ids.
 *
 * @param next what the next page is after; empty on the last
 */
public record StorePage(List<Entry> stores, Optional<String> next) {

  /**
   * A store in a list.
   *
   * @param mall the mall of a lower store
   * @param enrolment how far it is on the way to signing
   */
  public record Entry(
      String storeId,
      String name,
      Optional<String> mall,
      StoreState state,
      EnrolmentState enrolment) {}
}
