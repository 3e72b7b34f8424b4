package fiveseal.manager;

/**
 * What makes a blank card a purse, readable by the bureau alone.
 *
 * @param jwe compact JWE to the bureau's key (ECDH-ES+A256KW, A256GCM); its payload is the JSON of
 *     a batch of one: {@code {batchId, bureau, currency (alphabetic), balanceLimit, amountLimit,
 *     keyVersion, cards: [{cardNumber, key (base64url, 16 bytes), checkValue (16 hex digits)}]}}
 */
public record Personalization(String cardNumber, String jwe) {}
