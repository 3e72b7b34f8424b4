package fiveseal.manager.shop;

import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Local;

/**
 * Baskets of shoppers whom nobody knows, each found by the secret in the shopper's cookie. The
 * secret is not kept.
 */
@Local
public interface Baskets {

  /** A secret for a new basket, 128 random bits in base64url. */
  String newSecret();

  /** Empty for an unknown secret. */
  Basket basket(String mallId, String secret);

  /**
   * Puts goods in, on top of what is there, at the price that the shopper has seen.
   *
   * @param quantity 1 … 99; so much is in it at most
   * @throws ProtocolException {@code not-found} if there is no such good for sale, {@code
   *     message-refused} if it has another currency than what is there
   */
  void put(String mallId, String secret, String goodId, int quantity, long seenPriceMinor);

  /**
   * Sets how many of a good are in it; none takes it out.
   *
   * @param quantity 0 … 99
   */
  void set(String secret, String goodId, int quantity);

  /** The shopper has seen what everything costs now, and agrees. */
  void acceptPrices(String secret);

  /** Deletes the baskets that nobody touched for 30 days. */
  int sweep();
}
