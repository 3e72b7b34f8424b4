package fiveseal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where one mall keeps everything that outlives a run.
 *
 * @param root absolute
 */
record RunFolder(Path root) {

  static final Set<PosixFilePermission> OWNER_ONLY_FILE =
      PosixFilePermissions.fromString("rw-------");

  /**
   * Makes the folder if it is not there.
   *
   * @throws Trouble if it cannot be written to
   */
  static RunFolder at(Path path) {
    Path root = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
      RunFolder folder = new RunFolder(root);
      Files.createDirectories(folder.logs());
      ownerOnly(folder.keys());
      ownerOnly(folder.lowerKeys());
      ownerOnly(folder.vault());
      ownerOnly(folder.cards());
      ownerOnly(folder.databasePrograms().getParent());
      return folder;
    } catch (IOException e) {
      throw new Trouble(
          "The folder " + root + " cannot be written to: give --data another folder.", e);
    }
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path log(String name) {
    return logs().resolve(name + ".log");
  }

  Path keys() {
    return root.resolve("keys");
  }

  /** The keys that the mall holds for its lower stores, {@code <storeId>.pem}. */
  Path lowerKeys() {
    return keys().resolve("lower");
  }

  Path vault() {
    return root.resolve("vault");
  }

  /** The encrypted file of a manager whose keys are in none but that. */
  Path vaultFile() {
    return vault().resolve("vault.bcfks");
  }

  Path cards() {
    return root.resolve("cards");
  }

  Path database() {
    return root.resolve("database");
  }

  /**
   * Where the database's programs are unpacked, for everyone to write to: hence a closed parent.
   */
  Path databasePrograms() {
    return root.resolve("postgres").resolve("unpacked");
  }

  Path payara() {
    return root.resolve("payara");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  /** Held while a mall runs on this folder; holds its process id. */
  Path lock() {
    return root.resolve("lock");
  }

  /** Exists while the mall is up. */
  Path ready() {
    return root.resolve("ready");
  }

  /** What integrators need to know. */
  Path demo() {
    return root.resolve("demo.json");
  }

  /** Writes a file that only its owner can read, whole or not at all. */
  static void writePrivately(Path file, String text) {
    try {
      Path part = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
      Files.setPosixFilePermissions(part, OWNER_ONLY_FILE);
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void ownerOnly(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }
}
