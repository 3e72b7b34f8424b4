package fiveseal.store;

/** A store's key was revoked; observers act when that is committed. */
public record KeyRevoked(String storeId) {}
