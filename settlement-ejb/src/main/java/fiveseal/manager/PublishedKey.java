package fiveseal.manager;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A public key as {@code GET /keys} shows it.
 *
 * @param jwk {@code kty}, {@code crv}, {@code x}, {@code y}
 * @param nbf seconds UTC
 * @param exp seconds UTC
 * @param x5c base64 DER certificates, the key's own first, up to the operator's CA
 */
public record PublishedKey(
    Map<String, Object> jwk,
    String kid,
    String iss,
    long nbf,
    long exp,
    OptionalLong revokedAt,
    List<String> x5c) {}
