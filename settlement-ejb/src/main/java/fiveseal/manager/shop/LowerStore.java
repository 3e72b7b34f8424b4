package fiveseal.manager.shop;

/**
 * A lower store in the mall's own list.
 *
 * @param name what shoppers read, 1 … 200 characters
 * @param description for shoppers, 0 … 2000 characters
 * @param shown whether it sells now
 * @param version counts changes, from 1
 */
public record LowerStore(
    String storeId, String name, String description, boolean shown, int version) {}
