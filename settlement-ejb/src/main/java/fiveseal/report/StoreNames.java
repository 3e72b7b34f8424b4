package fiveseal.report;

/** The name that a store has now: it may have been renamed since it was registered. */
final class StoreNames {
  private StoreNames() {}

  /**
   * @param store the alias of table {@code store}
   */
  static String of(String store) {
    return "coalesce((select n.name from store_standing n where n.store_id = "
        + store
        + ".store_id), "
        + store
        + ".name)";
  }
}
