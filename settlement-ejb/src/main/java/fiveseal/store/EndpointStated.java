package fiveseal.store;

/** A store's new word where its completions shall go; observers act in the same transaction. */
public record EndpointStated(String storeId) {}
