package fiveseal.keys;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.jws.Signer;
import java.util.List;
import java.util.Map;

/**
 * The manager's secret keys behind one door: what they do comes out, they themselves never do. Fits
 * a keystore file as well as a PKCS#11 token.
 *
 * <p>Whatever the vault cannot do now fails with {@code unavailable}, a {@link
 * fiveseal.protocol.ProtocolException}.
 */
public interface KeyVault {

  /** Signs with the manager's current signing key (seals 2, 3 and 5). */
  Signer signer();

  /**
   * A card's own key, derived inside the vault by one HMAC (NIST SP 800-108). Its closing zeroes
   * it.
   *
   * @param keyVersion of the card master key, 1 … 255
   * @throws fiveseal.protocol.ProtocolException {@code key-version} if there is no such master key
   */
  CardKey cardKey(CardNumber card, int keyVersion);

  /** The version of the card master key that new cards get, 1 … 255. */
  int cardKeyVersion();

  /**
   * What shows whether a card has the key that the vault derives, and tells nothing of it.
   *
   * @param keyVersion of the card master key, 1 … 255
   * @return 8 bytes: the first of AES-CMAC under the card's key over 16 zero bytes
   * @throws fiveseal.protocol.ProtocolException {@code key-version} if there is no such master key
   */
  byte[] cardKeyCheckValue(CardNumber card, int keyVersion);

  /**
   * What shows whether two vaults hold the same card master key, and tells nothing of it.
   *
   * @param keyVersion 1 … 255
   * @return 8 bytes: the first of HMAC-SHA-256 under it over {@code fiveseal-key-check-value}
   * @throws fiveseal.protocol.ProtocolException {@code key-version} if there is no such master key
   */
  byte[] masterKeyCheckValue(int keyVersion);

  /**
   * What a bureau needs to make blank cards purses, readable by the bureau alone. The keys are
   * derived one after the other, which takes a token seconds for thousands: no transaction should
   * be open meanwhile.
   *
   * @param bureauJwk the bureau's EC P-256 public key (RFC 7517)
   * @return compact JWE (ECDH-ES+A256KW, A256GCM) of the JSON object {@code {batchId, bureau,
   *     currency, balanceLimit, amountLimit, keyVersion, cards: [{cardNumber, key (base64url, 16
   *     bytes), checkValue (16 hex digits)}]}}
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} if the bureau's key is no
   *     such key, {@code key-version} if there is no such master key
   */
  String personalization(BlankCards cards, Map<String, Object> bureauJwk);

  /** Certifies a key whose owner proved to have it (RFC 5280), by the current authority. */
  IssuedCertificate issue(CertificationRequest request, CertificateTerms terms);

  /**
   * Signs a list of an authority's revoked certificates (RFC 5280).
   *
   * @param authorityKid of the current authority, or of one before whose key is still here
   * @return DER
   * @throws fiveseal.protocol.ProtocolException {@code not-found} if its key is not here
   */
  byte[] revocationList(String authorityKid, RevocationList list);

  /**
   * The secret of a user's one-time codes, derived inside the vault from a key of its own. It is
   * meant to come out: the user's authenticator holds it too.
   *
   * @param salt 16 random bytes, kept with the user
   * @return 20 bytes
   */
  byte[] codeSecret(byte[] salt);

  /** The certificates of all keys that are in the vault, authorities first, old ones too. */
  List<ManagerCertificate> certificates();

  /** Whose signature {@link #issue} makes: the kid of the authority's key. */
  String authorityKid();

  /** Whether the vault signs and derives now. */
  boolean usable();
}
