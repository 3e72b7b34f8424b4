package fiveseal.storedevice;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.PublicKeys;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A public key of the manager's as {@code GET /keys} shows it.
 *
 * @param kid RFC 7638 thumbprint, which also serves as the fingerprint that people compare
 * @param iss the manager's id
 * @param nbf seconds UTC
 * @param exp seconds UTC
 * @param revokedAt seconds UTC
 * @param x5c base64 DER certificates, the key's own first, the operator's CA last
 */
public record ManagerKey(
    String kid,
    String iss,
    ECPublicKey key,
    long nbf,
    long exp,
    OptionalLong revokedAt,
    List<String> x5c) {

  /**
   * @throws ProtocolException {@code message-malformed} if a member is missing or wrong, {@code
   *     signature-refused} if key, kid and certificate do not belong together
   */
  public static ManagerKey read(JsonMembers jwk) {
    ManagerKey read =
        new ManagerKey(
            jwk.text("kid"),
            jwk.text("iss"),
            PublicKeys.fromJwk(jwk.text("x"), jwk.text("y")),
            jwk.integer("nbf"),
            jwk.integer("exp"),
            jwk.has("revokedAt") ? OptionalLong.of(jwk.integer("revokedAt")) : OptionalLong.empty(),
            jwk.texts("x5c"));
    if (!PublicKeys.thumbprint(read.key).equals(read.kid)) {
      throw ProtocolException.signature("kid is not the key's thumbprint");
    }
    if (read.x5c.isEmpty()
        || !PublicKeys.thumbprint(PublicKeys.fromX5c(read.x5c.get(0))).equals(read.kid)) {
      throw ProtocolException.signature("the certificate is another key's");
    }
    return read;
  }

  /**
   * Of the manager's keys those that serve now: that began last and were neither revoked nor ended;
   * where none does, all of them.
   */
  static List<ManagerKey> serving(List<ManagerKey> keys, Instant now) {
    List<ManagerKey> begun = keys.stream().filter(key -> key.asRecord().validAt(now)).toList();
    long last = begun.stream().mapToLong(ManagerKey::nbf).max().orElse(Long.MIN_VALUE);
    return begun.isEmpty() ? keys : begun.stream().filter(key -> key.nbf() == last).toList();
  }

  /** The JWK, to be kept. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>(PublicKeys.toJwk(key));
    members.put("kid", kid);
    members.put("iss", iss);
    members.put("nbf", nbf);
    members.put("exp", exp);
    revokedAt.ifPresent(seconds -> members.put("revokedAt", seconds));
    members.put("x5c", x5c);
    return members;
  }

  public String json() {
    return Json.write(members());
  }

  /** The operator's CA, last in the chain. */
  String ca() {
    return x5c.get(x5c.size() - 1);
  }

  KeyRecord asRecord() {
    return new KeyRecord(
        kid,
        iss,
        KeyRole.MANAGER,
        key,
        Instant.ofEpochSecond(nbf),
        Instant.ofEpochSecond(exp),
        revokedAt.isPresent()
            ? Optional.of(Instant.ofEpochSecond(revokedAt.getAsLong()))
            : Optional.empty());
  }
}
