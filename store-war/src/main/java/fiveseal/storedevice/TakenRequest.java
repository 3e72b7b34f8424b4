package fiveseal.storedevice;

/**
 * The manager's answer to message 1; always the same for the same message.
 *
 * @param payUrl where the holder pays
 * @param expiresAt seconds UTC
 */
public record TakenRequest(String settlementId, String state, String payUrl, long expiresAt) {}
