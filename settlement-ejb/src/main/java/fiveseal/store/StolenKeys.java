package fiveseal.store;

import java.util.List;

/**
 * The keys that are a thief's.
 *
 * @param storeId whose they were
 * @param renewed those that came by renewals of the stolen one since the theft, by their kids, in
 *     the order of their coming
 */
public record StolenKeys(String storeId, List<String> renewed) {
  public StolenKeys {
    renewed = List.copyOf(renewed);
  }
}
