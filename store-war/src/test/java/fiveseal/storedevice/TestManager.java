package fiveseal.storedevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Json;
import fiveseal.protocol.KeySuccession;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A manager's key with its certificates, and the messages that it signs. */
public final class TestManager {
  /** The manager's id in all tests. */
  public static final String ID = "manager";

  private static final TestAuthority AUTHORITY = new TestAuthority();
  private static final TestManager FIRST = certifiedBy(AUTHORITY);
  private static final TestManager NEXT = certifiedBy(AUTHORITY);
  private static final TestManager INTRUDER = certifiedBy(new TestAuthority());

  private final SigningKey key;
  private final List<String> x5c;

  private TestManager(SigningKey key, List<String> x5c) {
    this.key = key;
    this.x5c = x5c;
  }

  /** The key that devices meet first. */
  public static TestManager first() {
    return FIRST;
  }

  /** The following key, certified by the same CA. */
  public static TestManager next() {
    return NEXT;
  }

  /** A key in the manager's name, certified by a CA of somebody else's. */
  public static TestManager intruder() {
    return INTRUDER;
  }

  /** That this key succeeds another, in the words of that key and of the CA. */
  Map<String, Object> succeeding(TestManager before, KeySuccession.Reason reason) {
    KeySuccession message =
        new KeySuccession(ID, before.kid(), kid(), x5c, reason, 1_700_000_000L, 1_700_000_000L);
    Map<String, Object> members = new LinkedHashMap<>();
    if (reason == KeySuccession.Reason.ROTATED) {
      members.put("byPredecessor", Signed.by(before.key, message).compact());
    }
    members.put("byAuthority", Signed.by(AUTHORITY.signer(), message).compact());
    return members;
  }

  /** The same without the word of the key before: by itself in its place. */
  Map<String, Object> claimingToSucceed(TestManager before) {
    KeySuccession message =
        Signed.parse(
                (String) succeeding(before, KeySuccession.Reason.ROTATED).get("byAuthority"),
                KeySuccession.class)
            .message();
    return Map.of(
        "byPredecessor",
        Signed.by(key, message).compact(),
        "byAuthority",
        Signed.by(AUTHORITY.signer(), message).compact());
  }

  private static TestManager certifiedBy(TestAuthority authority) {
    SigningKey key = SigningKey.generate();
    return new TestManager(key, authority.certify(ID, key));
  }

  /** {@code x5c} of a store's key, by the CA that devices pin. */
  public static List<String> certify(String storeId, PublicKey key, Instant from, Instant until) {
    return AUTHORITY.certify(storeId, key, from, until);
  }

  /** The same by a CA of somebody else's. */
  public static List<String> certifyFalsely(
      String storeId, PublicKey key, Instant from, Instant until) {
    return new TestAuthority().certify(storeId, key, from, until);
  }

  /** A store's key as {@code GET /keys} shows it, from an hour ago for a day. */
  public static Map<String, Object> published(
      String storeId, SigningKey key, List<String> x5c, Instant now) {
    Map<String, Object> jwk = new LinkedHashMap<>(PublicKeys.toJwk(key.publicKey()));
    jwk.put("kid", key.kid());
    jwk.put("iss", storeId);
    jwk.put("nbf", now.getEpochSecond() - 3600);
    jwk.put("exp", now.getEpochSecond() + 86_400);
    jwk.put("x5c", x5c);
    return jwk;
  }

  static String resource(String name) {
    try (InputStream in = TestManager.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The key as {@code GET /keys} shows it. */
  public Map<String, Object> jwk() {
    return jwk(0L);
  }

  /** The same of one that began at some time, seconds UTC. */
  Map<String, Object> jwk(long nbf) {
    Map<String, Object> jwk = new LinkedHashMap<>(PublicKeys.toJwk(key.publicKey()));
    jwk.put("kid", key.kid());
    jwk.put("iss", ID);
    jwk.put("nbf", nbf);
    jwk.put("exp", 4_000_000_000L);
    jwk.put("x5c", x5c);
    jwk.put("use", "sig");
    return jwk;
  }

  public String kid() {
    return key.kid();
  }

  public ManagerKey asManagerKey() {
    return ManagerKey.read(Json.object(Json.write(jwk())));
  }

  /** A register that knows this key only. */
  public KeyRegister register() {
    return kid -> Optional.of(asManagerKey().asRecord()).filter(record -> record.kid().equals(kid));
  }

  /** A register that knows one store's key only. */
  public static KeyRegister registerOf(String storeId, SigningKey storeKey) {
    return registerOf(storeId, storeKey, KeyRole.STORE);
  }

  /** A register that knows one store's key only, in its role. */
  static KeyRegister registerOf(String storeId, SigningKey storeKey, KeyRole role) {
    KeyRecord record =
        new KeyRecord(
            storeKey.kid(),
            storeId,
            role,
            storeKey.publicKey(),
            Instant.MIN,
            Instant.MAX,
            Optional.empty());
    return kid -> Optional.of(record).filter(key -> key.kid().equals(kid));
  }

  /** Message 2. */
  public String information(String settlementId, String message1) {
    long iat = Signed.parse(message1, SettlementRequest.class).message().iat();
    return Signed.by(
            key,
            new SettlementInformation(
                ID, settlementId, message1, Base64Url.encode(new byte[64]), iat + 1, iat + 300))
        .compact();
  }

  /** Message 3, as it should be. */
  public String completion(String settlementId, String message1) {
    SettlementRequest request = Signed.parse(message1, SettlementRequest.class).message();
    return completion(
        request.iss(),
        settlementId,
        request.requestId(),
        information(settlementId, message1),
        request.amount());
  }

  /** Message 3, as wanted. */
  public String completion(
      String store, String settlementId, String requestId, String message2, Amount amount) {
    long iat = Signed.parse(message2, SettlementInformation.class).message().iat() + 1;
    return Signed.by(
            key,
            new SettlementCompletion(
                ID, store, settlementId, requestId, message2, amount, iat, Optional.empty()))
        .compact();
  }
}
