package fiveseal.manager.shop;

/**
 * What lies in a basket.
 *
 * @param good as it is now, which may not be what it was when it was put in
 * @param quantity 1 … 99
 * @param seenPriceMinor the price of one that the shopper agreed to
 */
public record BasketLine(Good good, int quantity, long seenPriceMinor) {

  public boolean priceChanged() {
    return good.priceMinor() != seenPriceMinor;
  }

  /** What it costs now, in minor units. */
  public long amountMinor() {
    return good.priceMinor() * quantity;
  }
}
