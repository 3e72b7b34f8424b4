package fiveseal.protocol.jws;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.jce.interfaces.ECPrivateKey;
import org.bouncycastle.jce.spec.ECPublicKeySpec;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** A P-256 key pair that its owner keeps itself: a store device's, never the manager's. */
public final class SigningKey implements Signer {
  private final PrivateKey privateKey;
  private final ECPublicKey publicKey;
  private final String kid;

  private SigningKey(PrivateKey privateKey, ECPublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.kid = PublicKeys.thumbprint(publicKey);
  }

  /** A new key from the system's secure generator. */
  public static SigningKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PublicKeys.PROVIDER);
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      return new SigningKey(pair.getPrivate(), (ECPublicKey) pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no P-256 key pair can be made", e);
    }
  }

  /**
   * @param pem PKCS#8 in PEM
   * @throws IllegalArgumentException if it is no P-256 key
   */
  public static SigningKey fromPem(String pem) {
    try (PemReader reader = new PemReader(new StringReader(pem))) {
      PemObject object = reader.readPemObject();
      if (object == null || !object.getType().equals("PRIVATE KEY")) {
        throw new IllegalArgumentException("not a PKCS#8 PEM file");
      }
      KeyFactory factory = KeyFactory.getInstance("EC", PublicKeys.PROVIDER);
      ECPrivateKey key =
          (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(object.getContent()));
      ECPoint point = key.getParameters().getG().multiply(key.getD()).normalize();
      ECPublicKey publicKey =
          (ECPublicKey) factory.generatePublic(new ECPublicKeySpec(point, key.getParameters()));
      PublicKeys.requireP256(publicKey);
      return new SigningKey(key, publicKey);
    } catch (IOException | GeneralSecurityException | ClassCastException e) {
      throw new IllegalArgumentException("not a P-256 key in PKCS#8 PEM", e);
    }
  }

  /** PKCS#8 PEM, for the owner's own file of mode 600. */
  public String toPem() {
    return pem("PRIVATE KEY", privateKey.getEncoded());
  }

  public ECPublicKey publicKey() {
    return publicKey;
  }

  @Override
  public String kid() {
    return kid;
  }

  @Override
  public byte[] sign(byte[] input) {
    try {
      Signature signature = Signature.getInstance(PublicKeys.ALGORITHM, PublicKeys.PROVIDER);
      signature.initSign(privateKey);
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this key cannot sign", e);
    }
  }

  /**
   * A PKCS#10 request (RFC 2986), signed with this key: proof of possession.
   *
   * @param commonName the store's id
   * @return PEM
   */
  public String certificationRequest(String commonName) {
    return pem("CERTIFICATE REQUEST", certificationRequestDer(commonName));
  }

  /**
   * The same without PEM around it.
   *
   * @param commonName the store's id
   * @return DER
   */
  public byte[] certificationRequestDer(String commonName) {
    try {
      X500Name subject = X500Name.getInstance(new X500Principal("CN=" + commonName).getEncoded());
      return new JcaPKCS10CertificationRequestBuilder(subject, publicKey)
          .build(
              new JcaContentSignerBuilder("SHA256withECDSA")
                  .setProvider(PublicKeys.PROVIDER)
                  .build(privateKey))
          .getEncoded();
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("no certificate request can be made", e);
    }
  }

  private static String pem(String type, byte[] content) {
    StringWriter out = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(out)) {
      writer.writeObject(new PemObject(type, content));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toString();
  }
}
