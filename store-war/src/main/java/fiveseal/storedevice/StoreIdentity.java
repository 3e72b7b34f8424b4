package fiveseal.storedevice;

/**
 * Who this device is and whom it asks for settlement.
 *
 * @param storeId the {@code iss} of everything it signs
 * @param managerId the {@code aud} of everything it signs
 */
public record StoreIdentity(String storeId, String managerId) {}
