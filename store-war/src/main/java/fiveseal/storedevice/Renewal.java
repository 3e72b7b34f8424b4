package fiveseal.storedevice;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.KeyRenewal;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Gets this device's next key certified by proof of the one that it has. The next key and the
 * message are on the disk before the manager hears of them, and the settings change in one step
 * when its certificate is there: whenever this is interrupted, the device has a key that works, and
 * the same again goes on where it stopped. One program of a folder renews at a time.
 */
public final class Renewal {
  private static final Duration VALIDITY = Duration.ofHours(24);
  private static final int PARTS = 3;

  private final DeviceFolder folder;
  private final ManagerConnection manager;
  private final InstantSource clock;

  public Renewal(DeviceFolder folder, ManagerConnection manager, InstantSource clock) {
    this.folder = folder;
    this.manager = manager;
    this.clock = clock;
  }

  /** Whether less than a third of the certificate's time is left; of none nobody knows. */
  public static boolean isDue(DeviceConfig config, Instant now) {
    if (config.x5c().isEmpty()) {
      return false;
    }
    X509Certificate certificate = PublicKeys.certificate(config.x5c().get(0));
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    return now.isAfter(to.minus(Duration.between(from, to).dividedBy(PARTS)));
  }

  /**
   * Renews the key, or goes on with a renewal that was begun.
   *
   * @param read the settings that are to be followed; if other ones are there by now, another
   *     program has renewed the key
   * @return the settings with the next key
   * @throws ManagerRefusal if the manager refuses it: the key before serves on
   * @throws ManagerUnreachable if no answer came: renew again
   * @throws ProtocolException if the answer is no certificate of the next key by the pinned CA
   */
  public DeviceConfig renew(DeviceConfig read) {
    return folder.alone(
        () -> {
          DeviceConfig config = folder.config();
          return config.keyFile().equals(read.keyFile()) ? renewed(config) : config;
        });
  }

  private DeviceConfig renewed(DeviceConfig config) {
    PendingRenewal pending =
        folder.pendingRenewal().filter(kept -> isBy(kept, config)).orElseGet(() -> begun(config));
    try {
      return taken(config, pending, answer(pending));
    } catch (ManagerRefusal refusal) {
      if (isTooOld(pending, refusal)) {
        // It never arrived: the manager would have known it before its time.
        PendingRenewal again = kept(config, pending.keyFile());
        return taken(config, again, answer(again));
      }
      if (refusal.code().equals(ErrorCode.ENROLMENT_REFUSED.code())) {
        folder.dropRenewal();
      }
      throw refusal;
    }
  }

  /** Whether the key in use signed it; one by a key before was done with. */
  private boolean isBy(PendingRenewal pending, DeviceConfig config) {
    return Signed.parse(pending.message(), KeyRenewal.class)
        .kid()
        .equals(folder.key(config.keyFile()).kid());
  }

  private PendingRenewal begun(DeviceConfig config) {
    folder.dropOldKeys(config);
    return kept(config, folder.keep(SigningKey.generate()));
  }

  private PendingRenewal kept(DeviceConfig config, String keyFile) {
    String store = config.identity().storeId();
    long now = clock.instant().getEpochSecond();
    KeyRenewal message =
        new KeyRenewal(
            store,
            config.identity().managerId(),
            Base64Url.encode(folder.key(keyFile).certificationRequestDer(store)),
            now,
            now + VALIDITY.toSeconds());
    PendingRenewal pending =
        new PendingRenewal(keyFile, Signed.by(folder.key(config.keyFile()), message).compact());
    folder.keep(pending);
    return pending;
  }

  private boolean isTooOld(PendingRenewal pending, ManagerRefusal refusal) {
    return refusal.code().equals(ErrorCode.MESSAGE_REFUSED.code())
        && Signed.parse(pending.message(), KeyRenewal.class).message().exp()
            < clock.instant().getEpochSecond();
  }

  private JsonMembers answer(PendingRenewal pending) {
    return manager.post("/enrolments/renewals", pending.message()).json();
  }

  private DeviceConfig taken(DeviceConfig config, PendingRenewal pending, JsonMembers answer) {
    SigningKey next = folder.key(pending.keyFile());
    List<String> x5c = answer.texts("x5c");
    if (!answer.text("kid").equals(next.kid())
        || x5c.isEmpty()
        || !PublicKeys.thumbprint(PublicKeys.fromX5c(x5c.get(0))).equals(next.kid())) {
      throw ProtocolException.signature("the certificate is for another key");
    }
    Optional<String> ca = folder.pinned().stream().findFirst().map(ManagerKey::ca);
    if (ca.filter(pinned -> CertificateChain.leadsTo(pinned, x5c)).isEmpty()) {
      throw ProtocolException.signature("the certificate is not by the pinned CA");
    }
    DeviceConfig renewed =
        new DeviceConfig(
            config.identity(), config.storeBase(), config.clientBase(), pending.keyFile(), x5c);
    folder.write(renewed);
    folder.dropRenewal();
    return renewed;
  }
}
