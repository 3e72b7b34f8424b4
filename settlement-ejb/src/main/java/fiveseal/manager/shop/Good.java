package fiveseal.manager.shop;

import java.util.Optional;

/**
 * Something that a lower store sells in the shop.
 *
 * @param storeSells whether its store sells now
 * @param priceMinor of one, in minor units of the currency
 * @param currency ISO 4217, alphabetic
 * @param picture address of its picture, empty if it has none
 * @param version counts changes, from 1
 */
public record Good(
    String goodId,
    String storeId,
    String storeName,
    boolean storeSells,
    String name,
    String description,
    long priceMinor,
    String currency,
    Optional<String> picture,
    GoodState state,
    int version) {

  /** Whether a shopper can buy it now. */
  public boolean buyable() {
    return storeSells && state == GoodState.FOR_SALE;
  }
}
