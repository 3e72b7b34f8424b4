package fiveseal.manager.shop;

import fiveseal.manager.Selling;

/**
 * A lower store as the shop has it.
 *
 * @param name what shoppers read: the one in the manager's register
 * @param description for shoppers, 0 … 2000 characters
 * @param shown whether the mall wants to have it in its shop
 * @param selling whether the manager lets it sell
 * @param version counts changes of what the mall wants, from 1
 */
public record LowerStore(
    String storeId, String name, String description, boolean shown, Selling selling, int version) {

  /** Whether its goods are offered and its tills' orders are taken now. */
  public boolean sells() {
    return shown && selling == Selling.SELLS;
  }
}
