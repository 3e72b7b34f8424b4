package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.Map;
import java.util.Optional;

/**
 * The bureaus that make cards. Operators and auditors read, operators act; to whoever else asks
 * nothing of it exists ({@code not-found}). Every act is recorded in the trail.
 */
@Local
public interface Bureaus {

  /**
   * Registers a bureau by its public key.
   *
   * @param name 1 … 200 characters
   * @param publicKey EC P-256 public JWK ({@code kty}, {@code crv}, {@code x}, {@code y}, and
   *     nothing else)
   * @throws fiveseal.protocol.ProtocolException {@code message-malformed} if it is no such key,
   *     {@code conflicting-replay} if a bureau has it already
   */
  BureauView register(Login by, String name, Map<String, Object> publicKey);

  /**
   * All bureaus, newest first, by keyset.
   *
   * @param after {@link BureauPage#next} of the page before
   * @param limit 1 … 200
   */
  BureauPage list(Login by, Optional<String> after, int limit);

  /** Retires a bureau: no file is made for it any more. What it has is reported as before. */
  BureauView retire(Login by, String bureauId);
}
