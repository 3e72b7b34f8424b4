package fiveseal.protocol.jws;

import java.util.Optional;

/** The keys that a verifier knows; never one that came with the message. */
@FunctionalInterface
public interface KeyRegister {
  Optional<KeyRecord> byKid(String kid);
}
