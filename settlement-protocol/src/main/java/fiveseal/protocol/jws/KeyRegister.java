package fiveseal.protocol.jws;

import java.util.Optional;

/** The keys that a verifier knows; never one that came with the message. */
@FunctionalInterface
public interface KeyRegister {
  Optional<KeyRecord> byKid(String kid);

  /**
   * Whether one of this register's keys made the signature: ES256 (RFC 7518 section 3.4), unless
   * the register is a simulator's and its keys are no elliptic curve's.
   *
   * @param signature r‖s; anything but 64 bytes is no signature
   */
  default boolean verifies(KeyRecord key, byte[] input, byte[] signature) {
    return PublicKeys.verify(key.key(), input, signature);
  }
}
