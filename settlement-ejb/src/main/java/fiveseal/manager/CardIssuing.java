package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.Map;

/** New cards, personalized by a bureau: the key travels encrypted to the bureau's public key. */
@Local
public interface CardIssuing {

  /**
   * Registers a new card and gives what its bureau needs.
   *
   * @param currency alphabetic ISO 4217 code of the card's purse
   * @param bureauKey the bureau's EC P-256 public JWK ({@code kty}, {@code crv}, {@code x}, {@code
   *     y})
   */
  Personalization issue(String currency, Map<String, Object> bureauKey);
}
