package fiveseal.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the build has made and the mall is made of.
 *
 * @param top the folder of the whole project
 */
record BuiltFiles(Path top) {

  Path ear() {
    return present(top.resolve("settlement-ear/target/fiveseal.ear"));
  }

  Path storeDevice() {
    return present(top.resolve("store-war/target/store-device.jar"));
  }

  Path clientDevice() {
    return present(top.resolve("client-war/target/client-device.jar"));
  }

  /** The hash that the build recorded of a built file. */
  RecordedHash hashOf(Path file) {
    return new RecordedHash(
        present(top.resolve("settlement-ear/target/" + file.getFileName() + ".sha256")));
  }

  /** In the local Maven repository, where the build left its place. */
  Path payaraZip() {
    Path note = present(top.resolve("testbed/target/payara-zip"));
    try {
      return present(Path.of(Files.readString(note).strip()));
    } catch (IOException e) {
      throw new Trouble("The file " + note + " cannot be read.", e);
    }
  }

  private static Path present(Path file) {
    if (!Files.exists(file)) {
      throw new Trouble("The file " + file + " is not there: build with ./fiveseal run.");
    }
    return file.toAbsolutePath().normalize();
  }
}
