package fiveseal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

class CertificationRequestTest {

  @Test
  void parse_whenSignedByItsKey_givesTheKey() {
    SigningKey key = SigningKey.generate();

    CertificationRequest request = CertificationRequest.parse(key.certificationRequest("store-1"));

    assertThat(request.kid()).isEqualTo(key.kid());
    assertThat(request.publicKey().getW()).isEqualTo(key.publicKey().getW());
  }

  @Test
  void parse_whenSignatureIsAnotherKeys_isRefused() throws Exception {
    KeyPair victim = keyPair("secp256r1");
    KeyPair thief = keyPair("secp256r1");

    assertRefused(request(victim.getPublic(), thief, "SHA256withECDSA"), "does not verify");
  }

  @Test
  void parse_whenAnyByteIsFlipped_isRefused() {
    SigningKey key = SigningKey.generate();
    String pem = key.certificationRequest("store-1");
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    for (int i = 0; i < der.length; i++) {
      byte[] flipped = der.clone();
      flipped[i] ^= 1;
      assertRefused(pem(flipped), "");
    }
  }

  @Test
  void parse_whenKeyIsP384_isRefused() throws Exception {
    KeyPair pair = keyPair("secp384r1");

    assertRefused(request(pair.getPublic(), pair, "SHA256withECDSA"), "P-256");
  }

  @Test
  void parse_whenKeyIsRsa_isRefused() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", BouncyCastle.PROVIDER);
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();

    assertRefused(request(pair.getPublic(), pair, "SHA256withRSA"), "P-256");
  }

  @Test
  void parse_whenSignedWithSha1_isRefused() throws Exception {
    KeyPair pair = keyPair("secp256r1");

    assertRefused(request(pair.getPublic(), pair, "SHA1withECDSA"), "SHA-256");
  }

  @Test
  void parse_whenItIsNoRequest_isRefused() {
    String key = SigningKey.generate().toPem();
    assertRefused("", "");
    assertRefused("hello", "");
    assertRefused(key, "");
    assertRefused(pem(new byte[0]), "");
    assertRefused(pem(new byte[] {0x30, 0x03, 0x02, 0x01, 0x00}), "");
    assertRefused(
        "-----BEGIN CERTIFICATE REQUEST-----\n!!!\n-----END CERTIFICATE REQUEST-----", "");
    assertRefused("x".repeat(17 * 1024), "16 KiB");
  }

  private static void assertRefused(String pem, String reason) {
    assertThatThrownBy(() -> CertificationRequest.parse(pem))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.ENROLMENT_REFUSED))
        .hasMessageContaining(reason);
  }

  private static KeyPair keyPair(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", BouncyCastle.PROVIDER);
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static String request(PublicKey subject, KeyPair signer, String algorithm)
      throws OperatorCreationException, IOException {
    return pem(
        new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=store-1"), subject)
            .build(
                new JcaContentSignerBuilder(algorithm)
                    .setProvider(BouncyCastle.PROVIDER)
                    .build(signer.getPrivate()))
            .getEncoded());
  }

  private static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE REQUEST-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END CERTIFICATE REQUEST-----\n";
  }
}
