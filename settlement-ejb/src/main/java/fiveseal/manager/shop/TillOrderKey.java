package fiveseal.manager.shop;

/** Which till's order: the store's id and its own order id. */
public record TillOrderKey(String storeId, String orderId) {}
