package fiveseal.manager;

/**
 * What makes a blank card a purse, readable by the bureau alone.
 *
 * @param jwe compact JWE to the bureau's key (ECDH-ES+A256KW, A256GCM); its payload is the JSON
 *     object {@code {cardNumber, currency (alphabetic), balanceLimit, amountLimit, keyVersion, key
 *     (base64url, 16 bytes)}}
 */
public record Personalization(String cardNumber, String jwe) {}
