package fiveseal.storedevice;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRegister;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The manager's public keys that this device believes: pinned at first contact, when a person
 * compares the fingerprint. A key that is not known is asked for, at most once a minute, and taken
 * over only if the operator's CA that was pinned with the first one vouches for it (key rollover).
 */
public final class ManagerKeys implements KeyRegister {
  private static final Duration REFRESH_PAUSE = Duration.ofMinutes(1);

  private final PinStore store;
  private final ManagerConnection manager;
  private final String managerId;
  private final InstantSource clock;
  private final Map<String, KeyRecord> believed = new ConcurrentHashMap<>();
  private Optional<Instant> refreshedAt = Optional.empty();

  public ManagerKeys(
      PinStore store, ManagerConnection manager, String managerId, InstantSource clock) {
    this.store = store;
    this.manager = manager;
    this.managerId = managerId;
    this.clock = clock;
    store.pinned().forEach(key -> believed.put(key.kid(), key.asRecord()));
  }

  /**
   * Pins what the manager publishes now, if nothing is pinned yet.
   *
   * @return what is pinned
   * @throws ProtocolException {@code signature-refused} if what is published does not hold together
   */
  public synchronized List<ManagerKey> pinAtFirstContact() {
    if (store.pinned().isEmpty()) {
      List<ManagerKey> offered = offered();
      if (offered.isEmpty()) {
        throw new ManagerUnreachable("the manager publishes no keys");
      }
      String ca = offered.get(0).ca();
      for (ManagerKey key : offered) {
        requireVouchedFor(key, ca);
      }
      offered.forEach(this::believe);
    }
    return store.pinned();
  }

  @Override
  public Optional<KeyRecord> byKid(String kid) {
    if (!believed.containsKey(kid)) {
      refresh();
    }
    return Optional.ofNullable(believed.get(kid));
  }

  /** Takes over new keys for which the pinned CA vouches; others are passed over. */
  private synchronized void refresh() {
    Instant now = clock.instant();
    List<ManagerKey> pinned = store.pinned();
    if (pinned.isEmpty()
        || refreshedAt.map(at -> now.isBefore(at.plus(REFRESH_PAUSE))).orElse(false)) {
      return;
    }
    refreshedAt = Optional.of(now);
    for (ManagerKey key : offered()) {
      boolean vouchedFor =
          key.iss().equals(managerId) && CertificateChain.leadsTo(pinned.get(0).ca(), key.x5c());
      if (vouchedFor && !believed.containsKey(key.kid())) {
        believe(key);
      }
    }
  }

  private void believe(ManagerKey key) {
    store.pin(key);
    believed.put(key.kid(), key.asRecord());
  }

  private void requireVouchedFor(ManagerKey key, String ca) {
    if (!key.iss().equals(managerId)) {
      throw ProtocolException.signature("the published key is not " + managerId + "'s");
    }
    if (!CertificateChain.leadsTo(ca, key.x5c())) {
      throw ProtocolException.signature("the published key's certificates do not hold together");
    }
  }

  private List<ManagerKey> offered() {
    List<ManagerKey> keys = new ArrayList<>();
    for (JsonMembers jwk : manager.getFromClientApi("/keys").json().objects("keys")) {
      keys.add(ManagerKey.read(jwk));
    }
    return keys;
  }
}
