package fiveseal.storedevice;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.SuccessionProof;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The manager's public keys that this device believes: pinned at first contact, when a person
 * compares the fingerprint. A key that is not known is asked for, at most once a minute, and taken
 * over only if it succeeds a believed one ({@code fiveseal-key-succession}) and the operator's CA
 * that was pinned with the first one vouches for it.
 */
public final class ManagerKeys implements KeyRegister {
  private static final Logger LOG = System.getLogger(ManagerKeys.class.getName());
  private static final Duration REFRESH_PAUSE = Duration.ofMinutes(1);

  /** So long a revocation may stay unknown. */
  private static final Duration LOOK_EVERY = Duration.ofMinutes(15);

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
   * Pins what the manager publishes now, if nothing is pinned yet: the CA of the key that serves,
   * and the keys that it vouches for. Those of a CA before, which may have been stolen, are not.
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
      List<ManagerKey> serving = ManagerKey.serving(offered, clock.instant());
      String ca = serving.get(0).ca();
      serving.forEach(key -> requireVouchedFor(key, ca));
      offered.stream().filter(key -> isVouchedFor(key, ca)).forEach(this::believe);
    }
    return store.pinned();
  }

  @Override
  public Optional<KeyRecord> byKid(String kid) {
    if (!believed.containsKey(kid)) {
      refresh();
    } else if (!isRecent(clock.instant(), LOOK_EVERY)) {
      lookAgain();
    }
    return Optional.ofNullable(believed.get(kid));
  }

  /** What is believed serves while nobody answers. */
  private void lookAgain() {
    try {
      refresh();
    } catch (ManagerUnreachable | ManagerRefusal e) {
      LOG.log(Level.INFO, "Whether a key of the manager''s was revoked is not known now", e);
    }
  }

  /**
   * Takes over new keys that succeed a believed one and for which the pinned CA vouches; others are
   * passed over. What is revoked meanwhile is believed up to that time only.
   */
  private synchronized void refresh() {
    Instant now = clock.instant();
    List<ManagerKey> pinned = store.pinned();
    if (pinned.isEmpty() || isRecent(now, REFRESH_PAUSE)) {
      return;
    }
    refreshedAt = Optional.of(now);
    List<ManagerKey> published = offered();
    Map<String, ManagerKey> offered = new HashMap<>();
    for (ManagerKey key : published) {
      if (isVouchedFor(key, pinned.get(0).ca())) {
        offered.put(key.kid(), key);
      }
    }
    warnOfAnotherAuthority(ManagerKey.serving(published, now), offered);
    offered.values().stream().filter(key -> believed.containsKey(key.kid())).forEach(this::limit);
    for (SuccessionProof proof : successions()) {
      ManagerKey next = offered.get(proof.successor());
      if (next != null && !believed.containsKey(next.kid()) && succeeds(proof, next)) {
        believe(next);
      }
    }
  }

  private static void warnOfAnotherAuthority(
      List<ManagerKey> serving, Map<String, ManagerKey> offered) {
    for (ManagerKey key : serving) {
      if (!offered.containsKey(key.kid())) {
        LOG.log(
            Level.WARNING,
            "The manager signs with {0}, for which the pinned CA does not vouch: what it signs is"
                + " refused. If the operator confirms a new CA, pin that one",
            key.kid());
      }
    }
  }

  private boolean isRecent(Instant now, Duration pause) {
    return refreshedAt.map(at -> now.isBefore(at.plus(pause))).orElse(false);
  }

  private boolean succeeds(SuccessionProof proof, ManagerKey next) {
    try {
      proof.check(
          managerId,
          kid -> Optional.ofNullable(believed.get(kid)),
          next.x5c().stream().skip(1).map(PublicKeys::fromX5c).toList());
      return true;
    } catch (ProtocolException e) {
      return false;
    }
  }

  private void limit(ManagerKey key) {
    if (key.revokedAt().isPresent()) {
      believed.put(key.kid(), key.asRecord());
    }
  }

  private List<SuccessionProof> successions() {
    return manager.getFromClientApi("/keys/successions").json().objects("successions").stream()
        .map(SuccessionProof::read)
        .toList();
  }

  private void believe(ManagerKey key) {
    store.pin(key);
    believed.put(key.kid(), key.asRecord());
  }

  private boolean isVouchedFor(ManagerKey key, String ca) {
    return key.iss().equals(managerId) && CertificateChain.leadsTo(ca, key.x5c());
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
