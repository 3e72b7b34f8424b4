package fiveseal.keys;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.jws.Signer;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Stands where no vault could be opened: the node runs, is not ready, and says so. */
final class UnusableVault implements KeyVault {

  @Override
  public Signer signer() {
    throw unavailable();
  }

  @Override
  public CardKey cardKey(CardNumber card, int keyVersion) {
    throw unavailable();
  }

  @Override
  public int cardKeyVersion() {
    throw unavailable();
  }

  @Override
  public String personalization(
      CardNumber card,
      String currency,
      long balanceLimit,
      long amountLimit,
      int keyVersion,
      Map<String, Object> bureauJwk) {
    throw unavailable();
  }

  @Override
  public X509Certificate issue(
      CertificationRequest request, String commonName, Instant notBefore, Instant notAfter) {
    throw unavailable();
  }

  @Override
  public byte[] codeSecret(byte[] salt) {
    throw unavailable();
  }

  @Override
  public List<ManagerCertificate> certificates() {
    throw unavailable();
  }

  @Override
  public String authorityKid() {
    throw unavailable();
  }

  @Override
  public boolean usable() {
    return false;
  }

  private static ProtocolException unavailable() {
    return new ProtocolException(ErrorCode.UNAVAILABLE, "the key vault is not open");
  }
}
