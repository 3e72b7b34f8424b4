package fiveseal.protocol.jws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Json;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.Wycheproof;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our verifier against the RFCs' own examples and Wycheproof's cases. */
class SignatureKnownAnswersTest {
  /** RFC 7515 appendix A.3. */
  private static final String RFC_7515_ES256 =
      "eyJhbGciOiJFUzI1NiJ9"
          + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290"
          + "Ijp0cnVlfQ"
          + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

  private static final String RFC_7638_MODULUS =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_B"
          + "JECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_F"
          + "DW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4"
          + "vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

  private static final ECPublicKey RFC_7515_KEY =
      PublicKeys.fromJwk(
          "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0");

  static List<Wycheproof.Case> ecdsa() {
    return Wycheproof.cases("ecdsa_secp256r1_sha256_p1363_test");
  }

  static List<Wycheproof.Case> jws() {
    return Wycheproof.cases("json_web_signature_test");
  }

  /**
   * Cases that say of a P-256 key, in its own JWK, that it is for encryption (354 by {@code use},
   * 356 by {@code key_ops}). This protocol takes no key from a JWK of the other side: a register
   * gives the key together with the role in which it signs, so there is nothing to be misled by.
   */
  private static final Set<Integer> KEY_FOR_ENCRYPTION = Set.of(354, 356);

  /** Those of a key that is ours to use: EC, P-256, for signatures. */
  static List<Wycheproof.Case> es256() {
    return jws().stream()
        .filter(each -> publicKey(each).isPresent())
        .filter(each -> !KEY_FOR_ENCRYPTION.contains(each.id()))
        .toList();
  }

  /** What was left out, and for which reason; a case more or less must be looked at. */
  @Test
  void es256_leavesOutWhatHasNoSuchKey() {
    Map<String, Long> left =
        jws().stream()
            .filter(each -> publicKey(each).isEmpty())
            .collect(
                Collectors.groupingBy(
                    each -> jwk(each).get("kty") + " " + jwk(each).get("crv"),
                    TreeMap::new,
                    Collectors.counting()));

    assertThat(left).isEqualTo(Map.of("RSA null", 318L, "oct null", 40L, "EC P-521", 2L));
    assertThat(es256()).hasSize(jws().size() - 318 - 40 - 2 - KEY_FOR_ENCRYPTION.size());
  }

  @ParameterizedTest
  @MethodSource("ecdsa")
  void ecdsa_isAsLabelled(Wycheproof.Case known) {
    HexFormat hex = HexFormat.of();
    ECPublicKey key =
        PublicKeys.fromSubjectPublicKeyInfo(
            hex.parseHex((String) known.group().get("publicKeyDer")));

    assertThat(
            PublicKeys.verify(
                key, hex.parseHex(known.text("msg")), hex.parseHex(known.text("sig"))))
        .isEqualTo(known.isValid());
  }

  /** The signature of a JWS by the rules of our verifier: three strict parts, ES256, 64 bytes. */
  @ParameterizedTest
  @MethodSource("es256")
  void es256_isAsLabelled(Wycheproof.Case known) {
    assertThat(signatureVerifies(known.text("jws"), publicKey(known).orElseThrow()))
        .isEqualTo(known.isValid());
  }

  /**
   * Whatever Wycheproof calls valid is no message of this protocol either: another algorithm, no
   * {@code typ}, a payload that is no such message. So the verifier refuses all of them, with the
   * key in its register where it is one of P-256, and never fails in another way.
   */
  @ParameterizedTest
  @MethodSource("jws")
  void verifier_whenItIsNoMessageOfOurs_refuses(Wycheproof.Case known) {
    KeyRegister register =
        kid ->
            publicKey(known)
                .map(
                    key ->
                        new KeyRecord(
                            kid,
                            "anyone",
                            KeyRole.STORE,
                            key,
                            Instant.MIN,
                            Instant.MAX,
                            Optional.empty()));

    assertThatThrownBy(
            () ->
                new Verifier(register)
                    .verify(known.text("jws"), SettlementRequest.class, Instant.EPOCH))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void es256_asInRfc7515_verifies() {
    assertThat(signatureVerifies(RFC_7515_ES256, RFC_7515_KEY)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 25, 60, 150})
  void es256_asInRfc7515ButAltered_doesNot(int position) {
    char other = RFC_7515_ES256.charAt(position) == 'e' ? 'f' : 'e';
    String altered =
        RFC_7515_ES256.substring(0, position) + other + RFC_7515_ES256.substring(position + 1);

    assertThat(signatureVerifies(altered, RFC_7515_KEY)).isFalse();
  }

  /**
   * RFC 7638's own example (section 3.1) is of an RSA key, which this protocol has none of. So it
   * is shown of another implementation, and of ours that on EC keys it agrees with that one.
   */
  @Test
  void thumbprint_isThatOfAnImplementationThatGivesRfc7638sExample()
      throws JOSEException, ParseException {
    assertThat(
            RSAKey.parse(Map.of("kty", "RSA", "e", "AQAB", "n", RFC_7638_MODULUS))
                .computeThumbprint()
                .toString())
        .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    for (int i = 0; i < 100; i++) {
      ECPublicKey key = SigningKey.generate().publicKey();

      assertThat(PublicKeys.thumbprint(key))
          .isEqualTo(new ECKey.Builder(Curve.P_256, key).build().computeThumbprint().toString());
    }
  }

  /** The EC key of RFC 9449 section 4.1 with the thumbprint of its section 6.1. */
  @Test
  void thumbprint_asInRfc9449_isTheSame() {
    assertThat(
            PublicKeys.thumbprint(
                PublicKeys.fromJwk(
                    "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
                    "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA")))
        .isEqualTo("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
  }

  private static boolean signatureVerifies(String compact, ECPublicKey key) {
    String[] parts = compact.split("\\.", -1);
    try {
      return parts.length == 3
          && Json.object(Base64Url.decode(parts[0])).text("alg").equals("ES256")
          && Base64Url.decode(parts[1]) != null
          && PublicKeys.verify(
              key, (parts[0] + '.' + parts[1]).getBytes(US_ASCII), Base64Url.decode(parts[2]));
    } catch (ProtocolException e) {
      return false;
    }
  }

  private static Optional<ECPublicKey> publicKey(Wycheproof.Case known) {
    Map<String, Object> jwk = jwk(known);
    return "P-256".equals(jwk.get("crv"))
        ? Optional.of(PublicKeys.fromJwk((String) jwk.get("x"), (String) jwk.get("y")))
        : Optional.empty();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> jwk(Wycheproof.Case known) {
    Map<String, Object> group = known.group();
    return (Map<String, Object>) group.getOrDefault("public", group.get("private"));
  }
}
