package fiveseal.testbed;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.PublicKeys;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The public keys that the manager publishes, its own and those of some stores, for anyone to
 * verify with.
 */
final class PublishedKeys implements KeyRegister {

  private final Http http;
  private final Map<String, KeyRecord> byKid = new HashMap<>();

  /** Fetches the manager's. */
  PublishedKeys(Http http) {
    this.http = http;
    fetch("/client/api/v1/keys", KeyRole.MANAGER);
  }

  /** Fetches a store's too. */
  PublishedKeys withStore(String storeId) {
    fetch("/client/api/v1/keys?store=" + storeId, KeyRole.STORE);
    return this;
  }

  @Override
  public Optional<KeyRecord> byKid(String kid) {
    return Optional.ofNullable(byKid.get(kid));
  }

  private void fetch(String path, KeyRole role) {
    for (JsonMembers jwk : http.get(path).require(200).json().objects("keys")) {
      KeyRecord key =
          new KeyRecord(
              jwk.text("kid"),
              jwk.text("iss"),
              role,
              PublicKeys.fromJwk(jwk.text("x"), jwk.text("y")),
              Instant.ofEpochSecond(jwk.integer("nbf")),
              Instant.ofEpochSecond(jwk.integer("exp")),
              jwk.has("revokedAt")
                  ? Optional.of(Instant.ofEpochSecond(jwk.integer("revokedAt")))
                  : Optional.empty());
      if (!PublicKeys.thumbprint(key.key()).equals(key.kid())) {
        throw new Trouble("The manager publishes a key under another name: " + key.kid() + ".");
      }
      byKid.put(key.kid(), key);
    }
  }
}
