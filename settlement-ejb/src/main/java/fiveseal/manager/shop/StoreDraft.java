package fiveseal.manager.shop;

/**
 * What a mall wants its shop to show of a lower store.
 *
 * @param description for shoppers, 0 … 2000 characters
 * @param shown whether it is in the shop at all
 */
public record StoreDraft(String description, boolean shown) {}
