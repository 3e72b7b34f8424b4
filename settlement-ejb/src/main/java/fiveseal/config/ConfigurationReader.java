package fiveseal.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads and checks every property, and tells all that is wrong at once. */
final class ConfigurationReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern SLOT = Pattern.compile("[0-9]{1,18}");
  private static final int PASSWORD_CHARACTERS_MIN = 12;

  private final Function<String, Optional<String>> properties;
  private final List<String> faults = new ArrayList<>();

  /**
   * @param properties gives a property's value by its name
   */
  ConfigurationReader(Function<String, Optional<String>> properties) {
    this.properties = properties;
  }

  /**
   * @throws ConfigurationException naming every property that is missing or wrong
   */
  Configuration read() {
    String managerId = managerId();
    URI clientBaseUrl = baseUrl("fiveseal.client.base-url");
    URI storeBaseUrl = baseUrl("fiveseal.store.base-url");
    boolean demo = flag("fiveseal.demo");
    Optional<Instant> restoredAt = restoredAt();
    vault(demo);
    keyOverlap();
    requireNoFault();
    return new Configuration(managerId, clientBaseUrl, storeBaseUrl, demo, restoredAt);
  }

  /**
   * @throws ConfigurationException naming every property of the vault that is missing or wrong
   */
  VaultSettings readVault() {
    VaultSettings vault = vault(flag("fiveseal.demo"));
    requireNoFault();
    return vault;
  }

  /**
   * @throws ConfigurationException if it is no such time
   */
  KeyOverlap readKeyOverlap() {
    KeyOverlap overlap = keyOverlap();
    requireNoFault();
    return overlap;
  }

  private KeyOverlap keyOverlap() {
    String text = properties.apply(KeyOverlap.PROPERTY).orElse(KeyOverlap.USUAL);
    try {
      return new KeyOverlap(Duration.parse(text));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      faults.add(KeyOverlap.PROPERTY + " is no duration of PT0S … P7D, such as PT24H");
      return new KeyOverlap(Duration.ZERO);
    }
  }

  private void requireNoFault() {
    if (!faults.isEmpty()) {
      throw new ConfigurationException(
          "The configuration cannot be used: " + String.join("; ", faults));
    }
  }

  private String managerId() {
    String name = "fiveseal.manager.id";
    String id = properties.apply(name).orElse("manager");
    if (!ID.matcher(id).matches()) {
      faults.add(name + " is not [A-Za-z0-9._-]{1,64}");
    } else if (id.equals("client")) {
      // Messages to holders' devices carry it as their audience.
      faults.add(name + " must not be \"client\"");
    }
    return id;
  }

  private URI baseUrl(String name) {
    String text = required(name);
    try {
      URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web && url.getHost() != null && url.getRawQuery() == null && url.getFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // The same fault as below: it is not such a URL.
    }
    if (!text.isEmpty()) {
      faults.add(name + " is not an http or https URL without query and fragment");
    }
    return URI.create("");
  }

  private boolean flag(String name) {
    String text = properties.apply(name).orElse("false");
    if (!text.equals("true") && !text.equals("false")) {
      faults.add(name + " is neither true nor false");
    }
    return text.equals("true");
  }

  private Optional<Instant> restoredAt() {
    String name = "fiveseal.restored-at";
    try {
      return properties.apply(name).map(Instant::parse);
    } catch (DateTimeParseException e) {
      faults.add(name + " is no time such as 2026-01-31T12:00:00Z");
      return Optional.empty();
    }
  }

  private VaultSettings vault(boolean demo) {
    String type = properties.apply(VaultSettings.TYPE_PROPERTY).orElse("bcfks");
    String password = vaultPassword();
    Path path = path(VaultSettings.PATH_PROPERTY);
    if (type.equals("pkcs11")) {
      return VaultSettings.token(path, slot(), password);
    }
    if (!type.equals("bcfks")) {
      faults.add(VaultSettings.TYPE_PROPERTY + " is neither bcfks nor pkcs11");
    }
    if (!demo && !password.isEmpty() && password.length() < PASSWORD_CHARACTERS_MIN) {
      faults.add(
          VaultSettings.PASSWORD_PROPERTY
              + " has fewer than "
              + PASSWORD_CHARACTERS_MIN
              + " characters");
    }
    return VaultSettings.file(path, password);
  }

  private String vaultPassword() {
    if (properties.apply(VaultSettings.PASSWORD_FILE_PROPERTY).isEmpty()) {
      return required(VaultSettings.PASSWORD_PROPERTY);
    }
    if (properties.apply(VaultSettings.PASSWORD_PROPERTY).isPresent()) {
      faults.add(
          VaultSettings.PASSWORD_PROPERTY
              + " and "
              + VaultSettings.PASSWORD_FILE_PROPERTY
              + " are both there");
      return "";
    }
    Path file = path(VaultSettings.PASSWORD_FILE_PROPERTY);
    return file.toString().isEmpty() ? "" : firstLine(file);
  }

  private String firstLine(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().filter(line -> !line.isEmpty()).orElseThrow(IOException::new);
    } catch (IOException | UncheckedIOException e) {
      faults.add(
          VaultSettings.PASSWORD_FILE_PROPERTY + ": " + file + " cannot be read, or is empty");
      return "";
    }
  }

  private long slot() {
    String text = required(VaultSettings.SLOT_PROPERTY);
    if (SLOT.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    if (!text.isEmpty()) {
      faults.add(VaultSettings.SLOT_PROPERTY + " is no decimal number of a slot");
    }
    return 0;
  }

  private Path path(String name) {
    try {
      Path path = Path.of(required(name));
      if (path.toString().isEmpty() || path.isAbsolute()) {
        return path;
      }
      faults.add(name + " is not an absolute path");
    } catch (InvalidPathException e) {
      faults.add(name + " is not a path");
    }
    return Path.of("");
  }

  private String required(String name) {
    Optional<String> value = properties.apply(name);
    if (value.isEmpty()) {
      faults.add(name + " is missing");
    }
    return value.orElse("");
  }
}
