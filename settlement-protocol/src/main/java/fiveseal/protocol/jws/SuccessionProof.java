package fiveseal.protocol.jws;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.KeySuccession;
import fiveseal.protocol.ProtocolException;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * What shows that a further key of the manager's succeeds one that is believed: the same {@code
 * fiveseal-key-succession} signed by the key before and by the operator's CA, or by the CA alone if
 * the key before is compromised.
 *
 * @param byPredecessor compact JWS
 * @param byAuthority compact JWS
 */
public record SuccessionProof(Optional<String> byPredecessor, String byAuthority) {

  /** As {@code GET /client/api/v1/keys/successions} lists them. */
  public static SuccessionProof read(JsonMembers members) {
    return new SuccessionProof(members.optionalText("byPredecessor"), members.text("byAuthority"));
  }

  /** Whose succession it is about: the kid of the next key. It is not yet believed. */
  public String successor() {
    return Signed.parse(byAuthority, KeySuccession.class).message().successor();
  }

  /**
   * Checks both signatures.
   *
   * @param believed the manager's keys that are believed
   * @param authorities the CA's keys on the next key's certification path, which was validated
   * @throws ProtocolException {@code signature-refused} if it does not show it
   */
  public KeySuccession check(
      String managerId, KeyRegister believed, Collection<ECPublicKey> authorities) {
    Signed<KeySuccession> vouched =
        new Verifier(kid -> authority(kid, managerId, authorities))
            .verifyAtIat(byAuthority, KeySuccession.class);
    KeySuccession message = vouched.message();
    if (believed.byKid(message.predecessor()).isEmpty()) {
      throw ProtocolException.signature("it succeeds a key that is not believed");
    }
    if (message.reason() == KeySuccession.Reason.ROTATED) {
      requireSame(message, managerId, believed);
    }
    return message;
  }

  private void requireSame(KeySuccession message, String managerId, KeyRegister believed) {
    String compact =
        byPredecessor.orElseThrow(
            () -> ProtocolException.signature("the key before did not sign its succession"));
    Signed<KeySuccession> said = new Verifier(believed).verifyAtIat(compact, KeySuccession.class);
    if (!said.kid().equals(message.predecessor())
        || !said.message().equals(message)
        || !message.iss().equals(managerId)) {
      throw ProtocolException.signature("the two signatures are not on the same succession");
    }
  }

  private static Optional<KeyRecord> authority(
      String kid, String managerId, Collection<ECPublicKey> authorities) {
    return authorities.stream()
        .filter(key -> PublicKeys.thumbprint(key).equals(kid))
        .findFirst()
        .map(
            key ->
                new KeyRecord(
                    kid,
                    managerId,
                    KeyRole.AUTHORITY,
                    key,
                    Instant.EPOCH,
                    Instant.MAX,
                    Optional.empty()));
  }
}
