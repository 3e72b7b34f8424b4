package fiveseal.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Payara, unpacked, with a domain of its own that begins every run as it was delivered, save for
 * {@link DomainXml}: nothing deployed, listening on 127.0.0.1 alone, a password for its
 * administrator. The domain's TLS key is public, so it offers no TLS.
 */
final class PayaraDomain {

  private final Path home;
  private final Path domain;

  private PayaraDomain(Path home) {
    this.home = home;
    this.domain = home.resolve("glassfish").resolve("domains").resolve("domain1");
  }

  /**
   * Unpacks the distribution unless that was done before.
   *
   * @param zip the distribution as it comes from Maven Central
   */
  static PayaraDomain unpacked(Path zip, Path home) {
    Path mark = home.resolve("unpacked");
    String version = zip.getFileName().toString();
    try {
      if (!Files.exists(mark) || !Files.readString(mark).equals(version)) {
        deleteTree(home);
        unzip(zip, home);
        PayaraDomain fresh = new PayaraDomain(home);
        Files.copy(fresh.configuration("domain.xml"), fresh.pristine());
        Files.writeString(mark, version);
      }
      return new PayaraDomain(home);
    } catch (IOException e) {
      throw new Trouble("Payara could not be unpacked to " + home + ": " + e.getMessage() + ".", e);
    }
  }

  /**
   * Makes the domain ready for a start.
   *
   * @param log where the server writes its log
   */
  void prepare(Ports ports, String adminPassword, Path log) {
    try {
      deleteTree(domain.resolve("applications"));
      deleteTree(domain.resolve("generated"));
      DomainXml.patch(pristine(), configuration("domain.xml"), ports);
      RunFolder.writePrivately(
          configuration("admin-keyfile"), "admin;" + passwordHash(adminPassword) + ";asadmin\n");
      logTo(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path home() {
    return home;
  }

  /** The folder of {@code domain1}. */
  Path folder() {
    return domain;
  }

  Path adminClient() {
    return home.resolve("glassfish").resolve("lib").resolve("client").resolve("appserver-cli.jar");
  }

  private Path configuration(String name) {
    return domain.resolve("config").resolve(name);
  }

  private Path pristine() {
    return configuration("domain.xml.delivered");
  }

  private void logTo(Path log) throws IOException {
    Path file = configuration("logging.properties");
    String key = "com.sun.enterprise.server.logging.GFFileHandler.file=";
    String changed =
        Files.readString(file, StandardCharsets.ISO_8859_1)
            .lines()
            .map(line -> line.startsWith(key) ? key + log : line)
            .reduce("", (text, line) -> text + line + "\n");
    Files.writeString(file, changed, StandardCharsets.ISO_8859_1);
  }

  /**
   * The form in which Payara's file realm keeps a password: {@code {SSHA256}} and base64 of digest
   * and salt, the digest being iterated 100 times.
   */
  private static String passwordHash(String password) {
    byte[] salt = new byte[8];
    new SecureRandom().nextBytes(salt);
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(password.getBytes(StandardCharsets.UTF_8));
      byte[] digest = sha256.digest(salt);
      for (int round = 2; round <= 100; round++) {
        digest = sha256.digest(digest);
      }
      byte[] both = java.util.Arrays.copyOf(digest, digest.length + salt.length);
      System.arraycopy(salt, 0, both, digest.length, salt.length);
      return "{SSHA256}" + Base64.getEncoder().encodeToString(both);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void unzip(Path zip, Path home) throws IOException {
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(file)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        // The archive's first folder, payara6, becomes the home itself.
        int slash = entry.getName().indexOf('/');
        Path target = home.resolve(entry.getName().substring(slash + 1)).normalize();
        if (!target.startsWith(home)) {
          throw new IOException(zip + " has an entry outside its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
