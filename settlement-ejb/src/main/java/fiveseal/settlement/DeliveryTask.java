package fiveseal.settlement;

/** A message 3 that this node is to push now. */
public record DeliveryTask(String settlementId, String storeId, DeliveryCause cause) {}
