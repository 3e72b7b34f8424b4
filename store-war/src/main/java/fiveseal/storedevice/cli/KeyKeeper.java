package fiveseal.storedevice.cli;

import fiveseal.storedevice.DeviceConfig;
import fiveseal.storedevice.DeviceFolder;
import fiveseal.storedevice.DeviceKey;
import fiveseal.storedevice.Renewal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Keeps a device's key alive: renews it when it is due, and follows what another program of the
 * same folder has renewed. What fails is told and tried again later: the key before still serves.
 */
final class KeyKeeper {
  private static final Duration AFTER_A_FAILURE = Duration.ofHours(1);

  private final DeviceFolder folder;
  private final DeviceKey key;
  private final Renewal renewal;
  private final InstantSource clock;
  private final Consumer<String> told;
  private Instant notBefore = Instant.MIN;

  /**
   * @param told takes a sentence for whoever runs the program
   */
  KeyKeeper(
      DeviceFolder folder,
      DeviceKey key,
      Renewal renewal,
      InstantSource clock,
      Consumer<String> told) {
    this.folder = folder;
    this.key = key;
    this.renewal = renewal;
    this.clock = clock;
    this.told = told;
  }

  void look() {
    try {
      follow(folder.config());
      Instant now = clock.instant();
      if (!now.isBefore(notBefore) && Renewal.isDue(folder.config(), now)) {
        renew(now);
      }
    } catch (RuntimeException e) {
      // Whatever it is: the device works with the key that it has.
      told.accept("the key was not looked after, trying again later: " + e.getMessage());
    }
  }

  private void renew(Instant now) {
    notBefore = now.plus(AFTER_A_FAILURE);
    follow(renewal.renew(folder.config()));
    told.accept("the key was renewed; signing with " + key.kid());
    notBefore = Instant.MIN;
  }

  private void follow(DeviceConfig config) {
    if (!folder.key(config.keyFile()).kid().equals(key.kid())) {
      key.follow(folder.key(config.keyFile()));
    }
  }
}
