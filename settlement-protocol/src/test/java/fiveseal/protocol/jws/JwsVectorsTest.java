package fiveseal.protocol.jws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.ValueUpdate;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Known answers, made by an independent implementation. */
class JwsVectorsTest {
  private static final Map<String, Object> VECTORS = read();
  private static final Map<String, Object> JWS = at(VECTORS, "jws");
  private static final Map<String, Object> MESSAGES = at(VECTORS, "messages");

  private static final KeyRecord STORE_KEY = key(at(JWS, "jwk"), "mall-1", KeyRole.STORE);
  private static final KeyRecord MANAGER_KEY =
      key(at(MESSAGES, "managerJwk"), "manager", KeyRole.MANAGER);
  private static final Verifier VERIFIER = verifierKnowing(STORE_KEY, MANAGER_KEY);

  private static Map<String, Object> read() {
    try (InputStream in = JwsVectorsTest.class.getResourceAsStream("/vectors/fiveseal.json")) {
      return JSONObjectUtils.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (java.io.IOException | java.text.ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> at(Map<String, Object> map, String name) {
    return (Map<String, Object>) map.get(name);
  }

  private static KeyRecord key(Map<String, Object> jwk, String owner, KeyRole role) {
    var key = PublicKeys.fromJwk((String) jwk.get("x"), (String) jwk.get("y"));
    return new KeyRecord(
        PublicKeys.thumbprint(key),
        owner,
        role,
        key,
        Instant.EPOCH,
        Instant.ofEpochSecond(4_000_000_000L),
        Optional.empty());
  }

  private static Verifier verifierKnowing(KeyRecord... keys) {
    return new Verifier(
        kid -> Stream.of(keys).filter(record -> record.kid().equals(kid)).findFirst());
  }

  private static SettlementRequest accept(String compact) {
    SettlementRequest request = VERIFIER.verifyAtIat(compact, SettlementRequest.class).message();
    Acceptance.addressedTo(request, "manager");
    Acceptance.timely(request, Instant.ofEpochSecond(1_763_930_000L));
    return request;
  }

  @Test
  @DisplayName("Claim 2 works: signature 1 of the known answer verifies")
  void good_verifies() {
    SettlementRequest request = accept((String) JWS.get("good"));
    assertThat(request.amount().minor()).isEqualTo(1980);
    assertThat(request.lines()).hasSize(2);
    assertThat(STORE_KEY.kid()).isEqualTo(JWS.get("kid"));
  }

  @TestFactory
  @DisplayName("Claim 2 refuses: every refused row of the known answers")
  Stream<DynamicTest> refused_isRefused() {
    Map<String, Object> refused = at(JWS, "refused");
    assertThat(refused).hasSize(52);
    return refused.entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getKey(),
                    () ->
                        assertThatThrownBy(() -> accept((String) row.getValue()))
                            .isInstanceOfSatisfying(
                                ProtocolException.class,
                                e ->
                                    assertThat(e.code())
                                        .isIn(
                                            Set.of(
                                                ErrorCode.MESSAGE_MALFORMED,
                                                ErrorCode.SIGNATURE_REFUSED,
                                                ErrorCode.MESSAGE_REFUSED)))));
  }

  @Test
  void messages_allVerifyAndHangTogether() {
    SettlementRequest one = VERIFIER.verifyAtIat(message(1), SettlementRequest.class).message();
    Signed<SettlementInformation> two =
        VERIFIER.verifyAtIat(message(2), SettlementInformation.class);
    Signed<SettlementCompletion> three =
        VERIFIER.verifyAtIat(message(3), SettlementCompletion.class);
    SettlementReceipt four = VERIFIER.verifyAtIat(message(4), SettlementReceipt.class).message();
    ValueUpdate five = VERIFIER.verifyAtIat(message(5), ValueUpdate.class).message();

    assertThat(two.message().request()).isEqualTo(message(1));
    assertThat(three.message().settlementInformation()).isEqualTo(message(2));
    assertThat(fiveseal.protocol.Base64Url.decode(four.completion())).isEqualTo(three.digest());
    assertThat(three.message().amount()).isEqualTo(one.amount()).isEqualTo(four.amount());
    assertThat(five.kind()).isEqualTo(UpdateKind.LOAD);
  }

  @Test
  @DisplayName("Claim 12 works: signatures verify with a JOSE library that is not ours")
  void ourSignature_verifiesWithNimbus() throws Exception {
    SigningKey key = SigningKey.generate();
    SettlementRequest request = VERIFIER.verifyAtIat(message(1), SettlementRequest.class).message();
    Signed<SettlementRequest> signed = Signed.by(key, request);
    ECKey jwk = ECKey.parse(PublicKeys.toJwk(key.publicKey()));

    assertThat(jwk.computeThumbprint().toString()).isEqualTo(key.kid());
    assertThat(JWSObject.parse(signed.compact()).verify(new ECDSAVerifier(jwk))).isTrue();
  }

  @Test
  @DisplayName("Claim 12 refuses: with that library, under another key or with a changed payload")
  void ourSignature_underAnotherKeyOrAltered_doesNotVerifyWithNimbus() throws Exception {
    ECKey manager = ECKey.parse(PublicKeys.toJwk(MANAGER_KEY.key()));
    ECKey other = ECKey.parse(PublicKeys.toJwk(SigningKey.generate().publicKey()));
    String good = message(2);
    int payload = good.indexOf('.') + 50;
    String altered =
        good.substring(0, payload)
            + (good.charAt(payload) == 'A' ? 'B' : 'A')
            + good.substring(payload + 1);

    assertThat(JWSObject.parse(good).verify(new ECDSAVerifier(manager))).isTrue();
    assertThat(JWSObject.parse(good).verify(new ECDSAVerifier(other))).isFalse();
    assertThat(JWSObject.parse(altered).verify(new ECDSAVerifier(manager))).isFalse();
  }

  @Test
  void key_whenRevokedExpiredNotYetValidOrOfAnotherRole_isRefused() {
    Instant iat = Instant.ofEpochSecond(1_763_930_000L);
    assertRefused(
        new KeyRecord(
            STORE_KEY.kid(),
            "mall-1",
            KeyRole.STORE,
            STORE_KEY.key(),
            Instant.EPOCH,
            iat.plusSeconds(100),
            Optional.of(iat)));
    assertRefused(
        new KeyRecord(
            STORE_KEY.kid(),
            "mall-1",
            KeyRole.STORE,
            STORE_KEY.key(),
            Instant.EPOCH,
            iat,
            Optional.empty()));
    assertRefused(
        new KeyRecord(
            STORE_KEY.kid(),
            "mall-1",
            KeyRole.STORE,
            STORE_KEY.key(),
            iat.plusSeconds(1),
            iat.plusSeconds(9),
            Optional.empty()));
    assertRefused(key(at(JWS, "jwk"), "mall-1", KeyRole.LOWER_STORE));
    assertRefused(key(at(JWS, "jwk"), "mall-1", KeyRole.MANAGER));
    assertRefused(key(at(JWS, "jwk"), "mall-2", KeyRole.STORE));
  }

  private static void assertRefused(KeyRecord key) {
    assertThatThrownBy(() -> verifierKnowing(key).verifyAtIat(message(1), SettlementRequest.class))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SIGNATURE_REFUSED));
  }

  @Test
  void iat_beyondAllTime_isRefusedLikeAnyOther() {
    SettlementCompletion completion =
        VERIFIER.verifyAtIat(message(3), SettlementCompletion.class).message();
    SettlementCompletion endless =
        new SettlementCompletion(
            completion.iss(),
            completion.aud(),
            completion.settlementId(),
            completion.requestId(),
            completion.settlementInformation(),
            completion.amount(),
            Long.MAX_VALUE,
            Optional.empty());
    Signed<SettlementCompletion> signed = Signed.by(SigningKey.generate(), endless);
    assertThatThrownBy(() -> VERIFIER.verifyAtIat(signed.compact(), SettlementCompletion.class))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void everyFlippedCharacter_isRefused() {
    String good = message(3);
    int accepted = 0;
    for (int i = 0; i < good.length(); i += 7) {
      char flipped = good.charAt(i) == 'A' ? 'B' : 'A';
      String bad = good.substring(0, i) + flipped + good.substring(i + 1);
      try {
        VERIFIER.verifyAtIat(bad, SettlementCompletion.class);
        accepted++;
      } catch (ProtocolException e) {
        assertThat(e.code().status()).isBetween(400, 422);
      }
    }
    assertThat(accepted).isZero();
  }

  private static String message(int number) {
    return (String) MESSAGES.get("message" + number);
  }
}
