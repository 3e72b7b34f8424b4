package fiveseal.manager;

/**
 * A store as somebody read it before they edit it.
 *
 * @param version from 1, the registration; each edit makes the next one
 */
public record StoreVersion(String storeId, int version) {}
