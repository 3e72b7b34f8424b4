package fiveseal.testbed;

import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The secret keys of the demo's stores, in files that only their owner can read. A real store makes
 * its key itself; so does each of these, before anyone else has seen it.
 */
final class DemoKeys {

  private DemoKeys() {}

  /** Makes the keys that are not there yet: the mall's device reads its own when it is deployed. */
  static void make(RunFolder folder) {
    for (DemoStore store : DemoStore.ALL) {
      Path file = store.keyFile(folder);
      if (!Files.exists(file)) {
        RunFolder.writePrivately(file, SigningKey.generate().toPem());
      }
    }
  }

  static SigningKey of(DemoStore store, RunFolder folder) {
    try {
      return SigningKey.fromPem(Files.readString(store.keyFile(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
