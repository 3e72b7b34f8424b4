package fiveseal.manager;

/**
 * A lower store, as a shop has to know it.
 *
 * @param name what holders know it by now
 */
public record MallStore(String storeId, String mallId, String name, Selling selling) {}
