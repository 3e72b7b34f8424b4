package fiveseal.storedevice;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.KeyRole;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Other stores' public keys as the manager publishes them, each certified by the operator's CA that
 * was pinned at first contact. They are asked for each time, so that a revocation counts at once.
 */
public final class StoreKeyRegister {
  private final ManagerConnection manager;
  private final PinStore pins;

  public StoreKeyRegister(ManagerConnection manager, PinStore pins) {
    this.manager = manager;
    this.pins = pins;
  }

  /**
   * A store's keys of all times; those that the pinned CA does not vouch for, or that name another
   * owner, are none.
   *
   * @param role what the store is to whoever asks
   * @throws ManagerUnreachable if the manager gives no answer
   */
  public KeyRegister of(String storeId, KeyRole role) {
    Optional<String> ca = pins.pinned().stream().findFirst().map(ManagerKey::ca);
    Map<String, KeyRecord> keys =
        manager.getFromClientApi("/keys?store=" + storeId).json().objects("keys").stream()
            .map(StoreKeyRegister::read)
            .filter(key -> key.iss().equals(storeId))
            .filter(
                key -> ca.map(pinned -> CertificateChain.leadsTo(pinned, key.x5c())).orElse(false))
            .map(key -> record(key, role))
            .collect(Collectors.toMap(KeyRecord::kid, key -> key, (first, second) -> first));
    return kid -> Optional.ofNullable(keys.get(kid));
  }

  private static ManagerKey read(JsonMembers jwk) {
    return ManagerKey.read(jwk);
  }

  private static KeyRecord record(ManagerKey key, KeyRole role) {
    return new KeyRecord(
        key.kid(),
        key.iss(),
        role,
        key.key(),
        Instant.ofEpochSecond(key.nbf()),
        Instant.ofEpochSecond(key.exp()),
        key.revokedAt().isPresent()
            ? Optional.of(Instant.ofEpochSecond(key.revokedAt().getAsLong()))
            : Optional.empty());
  }
}
