package fiveseal.clientdevice;

import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.SuccessionProof;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The public keys that this device believes: pinned at first use, in a file. Later keys are taken
 * over only if the operator's CA that was pinned with them vouches for them and every pinned key is
 * still among those published, since old keys verify for ever (claims 4 and 9). The CA is the one
 * of the key that serves; keys of a CA before that, which may have been stolen, are passed over.
 */
public final class PinnedKeys implements KeyRegister {
  private final PinFile file;
  private final KeySource source;
  private final Consumer<String> notices;
  private final InstantSource clock;
  private final Map<String, KeyRecord> believed = new HashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private PinFile.Pins pins;

  /**
   * @param notices takes one sentence whenever something is pinned
   */
  PinnedKeys(PinFile file, KeySource source, Consumer<String> notices, InstantSource clock) {
    this.file = file;
    this.source = source;
    this.notices = notices;
    this.clock = clock;
  }

  /**
   * The manager's id; fetches its keys when called first.
   *
   * @throws DeviceException {@link Outcome#KEY_CHANGED} if they are not those that were pinned
   */
  public String managerId() {
    if (pins == null) {
      List<OfferedKey> offered = source.ofManager();
      if (offered.isEmpty()) {
        throw new DeviceException(
            Outcome.SERVER, "The server publishes no manager's key; check --server.");
      }
      pins = file.read().orElseGet(() -> firstUse(offered));
      believe(pins.managerId(), KeyRole.MANAGER, offered);
    }
    return pins.managerId();
  }

  /**
   * Fetches a store's keys, unless the one that is needed is believed already: a store may have
   * renewed its key since.
   *
   * @throws DeviceException {@link Outcome#KEY_CHANGED} if they are not those that were pinned
   */
  public void learnStore(String storeId, String kid) {
    managerId();
    if (known.contains(storeId) && believed.containsKey(kid)) {
      return;
    }
    if (!storeId.matches("[A-Za-z0-9._-]{1,64}") || storeId.equals(pins.managerId())) {
      throw new DeviceException(
          Outcome.REFUSED, "A message names an impossible store; do not pay.");
    }
    List<OfferedKey> offered = source.ofStore(storeId);
    if (offered.isEmpty()) {
      throw new DeviceException(
          Outcome.REFUSED, "The manager knows no store " + storeId + "; do not pay.");
    }
    believe(storeId, KeyRole.STORE, offered);
    known.add(storeId);
  }

  @Override
  public Optional<KeyRecord> byKid(String kid) {
    return Optional.ofNullable(believed.get(kid));
  }

  private PinFile.Pins firstUse(List<OfferedKey> offered) {
    OfferedKey first = OfferedKey.serving(offered, clock.instant()).get(0);
    try {
      byte[] ca = first.path().last().getEncoded();
      return new PinFile.Pins(first.iss(), Base64.getEncoder().encodeToString(ca), Map.of());
    } catch (GeneralSecurityException e) {
      throw unproven(first.iss(), e);
    }
  }

  private void believe(String owner, KeyRole role, List<OfferedKey> offered) {
    List<String> published = offered.stream().map(OfferedKey::kid).distinct().sorted().toList();
    if (published.size() < offered.size()) {
      // Of two with one name the certificates of one could be taken for the other's.
      throw new DeviceException(
          Outcome.KEY_CHANGED, "The server publishes a key of " + owner + " twice; do not pay.");
    }
    List<String> pinned = pins.kids().getOrDefault(owner, List.of());
    if (!published.containsAll(pinned)) {
      throw changed(owner, pinned, published);
    }
    Map<String, KeyRecord> proven = proven(owner, role, offered);
    if (role == KeyRole.MANAGER && !pinned.isEmpty()) {
      proven.keySet().retainAll(succeeding(pinned, proven, offered));
    }
    List<String> kids = published.stream().filter(proven::containsKey).toList();
    // What is known of a key may change, such as its end; whose it is does not.
    proven.keySet().removeIf(kid -> believed.containsKey(kid) && !isOf(owner, kid));
    believed.putAll(proven);
    if (!pinned.equals(kids)) {
      pins = pins.with(owner, kids);
      file.write(pins);
      kids.stream()
          .filter(kid -> !pinned.contains(kid))
          .forEach(kid -> notices.accept("pinned the key " + kid + " of " + owner));
    }
  }

  /** Those that the pinned CA vouches for; the ones that serve have to be among them. */
  private Map<String, KeyRecord> proven(String owner, KeyRole role, List<OfferedKey> offered) {
    Map<String, KeyRecord> proven = new HashMap<>();
    Set<OfferedKey> serving = Set.copyOf(OfferedKey.serving(offered, clock.instant()));
    List<String> pinned = pins.kids().getOrDefault(owner, List.of());
    for (OfferedKey key : offered) {
      try {
        proven.put(
            key.kid(), key.provenBy(CertificatePath.certificate(pins.operatorCa()), owner, role));
      } catch (GeneralSecurityException | ProtocolException e) {
        if (serving.contains(key) || pinned.contains(key.kid())) {
          throw unproven(owner, e);
        }
      }
    }
    return proven;
  }

  /** Those that were pinned, and those that succeed one of them in the manager's and CA's words. */
  private Set<String> succeeding(
      List<String> pinned, Map<String, KeyRecord> proven, List<OfferedKey> offered) {
    Map<String, KeyRecord> line = new HashMap<>();
    pinned.forEach(kid -> line.put(kid, proven.get(kid)));
    if (line.keySet().containsAll(proven.keySet())) {
      return line.keySet();
    }
    for (SuccessionProof proof : source.successions()) {
      offered.stream()
          .filter(key -> key.kid().equals(proof.successor()) && proven.containsKey(key.kid()))
          .filter(key -> !line.containsKey(key.kid()) && succeeds(proof, key, line))
          .forEach(key -> line.put(key.kid(), proven.get(key.kid())));
    }
    proven.keySet().stream()
        .filter(kid -> !line.containsKey(kid))
        .forEach(kid -> notices.accept("the key " + kid + " succeeds no pinned one: passed over"));
    return line.keySet();
  }

  private boolean succeeds(SuccessionProof proof, OfferedKey key, Map<String, KeyRecord> line) {
    try {
      proof.check(
          pins.managerId(),
          kid -> Optional.ofNullable(line.get(kid)),
          key.x5c().stream().skip(1).map(PublicKeys::fromX5c).toList());
      return true;
    } catch (ProtocolException e) {
      // Another succession may show it: of a key that was stolen later there is one more.
      return false;
    }
  }

  private boolean isOf(String owner, String kid) {
    return believed.get(kid).owner().equals(owner);
  }

  private DeviceException changed(String owner, List<String> pinned, List<String> offered) {
    return new DeviceException(
        Outcome.KEY_CHANGED,
        "The key of "
            + owner
            + " is not the one pinned at first use (pinned "
            + String.join(", ", pinned)
            + "; offered "
            + String.join(", ", offered)
            + "): do not pay; if the operator confirms the new fingerprint, delete "
            + file.path()
            + ".");
  }

  private DeviceException unproven(String owner, Exception cause) {
    return new DeviceException(
        Outcome.KEY_CHANGED,
        "The certificates of "
            + owner
            + " do not lead to the operator's CA pinned at first use ("
            + cause.getMessage()
            + "): do not pay; if the operator confirms a new CA, delete "
            + file.path()
            + ".",
        cause);
  }
}
