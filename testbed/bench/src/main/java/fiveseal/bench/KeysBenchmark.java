package fiveseal.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fiveseal.keys.KeyVault;
import fiveseal.protocol.jws.PublicKeys;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * ES256 over as many bytes as a message has, through a vault and by its provider alone: one
 * signature object that keeps its key, which no program shared by threads can have.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KeysBenchmark {
  private static final byte[] MESSAGE = "eyJ".repeat(500).getBytes(US_ASCII);

  @Param BenchedVault vault;

  private KeyVault keys;
  private ECPublicKey publicKey;
  private byte[] signature;
  private Signature signing;
  private Signature verification;

  /** Opens the vault, which makes its keys if it has none, and finds the same by the provider. */
  @Setup
  public void open() throws GeneralSecurityException, IOException {
    keys = vault.open();
    signature = keys.signer().sign(MESSAGE);
    Provider provider = vault.provider();
    KeyStore raw = vault.keys(provider);
    signing = Signature.getInstance(vault.es256(), provider);
    signing.initSign((PrivateKey) raw.getKey("signing-1", vault.entryPassword()));
    publicKey =
        PublicKeys.fromSubjectPublicKeyInfo(
            raw.getCertificate("signing-1").getPublicKey().getEncoded());
    verification = Signature.getInstance("SHA256withPLAIN-ECDSA", new BouncyCastleProvider());
    verification.initVerify(publicKey);
    if (!verifyThroughVault() || !verifyRaw()) {
      throw new IllegalStateException("the vault's signature does not verify");
    }
  }

  /** As the manager signs every message. */
  @Benchmark
  public byte[] signThroughVault() {
    return keys.signer().sign(MESSAGE);
  }

  @Benchmark
  public byte[] signRaw() throws SignatureException {
    signing.update(MESSAGE);
    return signing.sign();
  }

  /** As everybody verifies what the vault signed; a token has no part in it. */
  @Benchmark
  public boolean verifyThroughVault() {
    return PublicKeys.verify(publicKey, MESSAGE, signature);
  }

  @Benchmark
  public boolean verifyRaw() throws SignatureException {
    verification.update(MESSAGE);
    return verification.verify(signature);
  }
}
