package fiveseal.testbed.simulator.world;

import fiveseal.keys.BlankCards;
import fiveseal.keys.CertificateTerms;
import fiveseal.keys.CertificationRequest;
import fiveseal.keys.IssuedCertificate;
import fiveseal.keys.KeyVault;
import fiveseal.keys.ManagerCertificate;
import fiveseal.keys.RevocationList;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Digests;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.jws.Signer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A vault of cheap keys: several versions of the card master key, one signing key. */
final class SimulatedVault implements KeyVault {
  private static final int KEY_BYTES = 16;

  private final Signer signer;
  private final Runnable computing;
  private final Map<String, byte[]> keys = new HashMap<>();
  private int newest = 1;

  /**
   * @param computing before anything is computed; what it throws happens instead
   */
  SimulatedVault(String managerId, Chance chance, Runnable computing) {
    this.signer = new FailingSigner(CheapSignatures.signer(managerId, chance), computing);
    this.computing = computing;
  }

  private record FailingSigner(Signer signer, Runnable computing) implements Signer {
    @Override
    public String kid() {
      return signer.kid();
    }

    @Override
    public byte[] sign(byte[] input) {
      computing.run();
      return signer.sign(input);
    }
  }

  /** A ceremony has made another card master key. */
  void addMasterKey() {
    newest++;
  }

  @Override
  public Signer signer() {
    return signer;
  }

  @Override
  public CardKey cardKey(CardNumber card, int keyVersion) {
    if (keyVersion < 1 || keyVersion > newest) {
      throw new ProtocolException(ErrorCode.KEY_VERSION, "there is no such master key");
    }
    computing.run();
    return CardKey.of(keyBytes(card, keyVersion));
  }

  byte[] keyBytes(CardNumber card, int keyVersion) {
    return keys.computeIfAbsent(
        keyVersion + " " + card.digits(),
        name -> Arrays.copyOf(Digests.sha256("card key " + name), KEY_BYTES));
  }

  /** Nobody signs in to consoles here. */
  @Override
  public byte[] codeSecret(byte[] salt) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int cardKeyVersion() {
    return newest;
  }

  @Override
  public boolean usable() {
    return true;
  }

  @Override
  public byte[] cardKeyCheckValue(CardNumber card, int keyVersion) {
    throw notSimulated();
  }

  @Override
  public byte[] masterKeyCheckValue(int keyVersion) {
    throw notSimulated();
  }

  @Override
  public String personalization(BlankCards cards, Map<String, Object> bureauJwk) {
    throw notSimulated();
  }

  @Override
  public IssuedCertificate issue(CertificationRequest request, CertificateTerms terms) {
    throw notSimulated();
  }

  @Override
  public byte[] revocationList(String authorityKid, RevocationList list) {
    throw notSimulated();
  }

  @Override
  public List<ManagerCertificate> certificates() {
    throw notSimulated();
  }

  @Override
  public String authorityKid() {
    throw notSimulated();
  }

  private static UnsupportedOperationException notSimulated() {
    return new UnsupportedOperationException("not simulated");
  }
}
