package fiveseal.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the wallet's modules say, as it stands in their sources. */
final class WalletSources {
  private static final Pattern REASON =
      Pattern.compile(
          "(?:malformed|refused|signatureRefused)\\(\\s*\"([^\"]+)\""
              + "|\\brequire\\([^;]*?,\\s*\"([^\"]+)\",?\\s*\\)"
              + "|new ProtocolError\\(\"[^\"]+\",\\s*\"([^\"]+)\""
              + "|\"(\\{0} is not [^\"]+)\"");
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:\\bt|\\.notice)\\(\\s*\"([a-z]+\\.[A-Za-z.0-9]+)\""
              + "|DeviceError\\(\"[A-Z_]+\",\\s*\"([a-zA-Z.]+)\"");

  private WalletSources() {}

  /** Every reason of a refusal. */
  static Set<String> reasons() throws IOException {
    return found(REASON);
  }

  /** Every text that is named whole. */
  static Set<String> texts() throws IOException {
    return found(TEXT);
  }

  private static Set<String> found(Pattern pattern) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(WalletModules.FOLDER)) {
      for (Path file : files.filter(WalletSources::isModule).toList()) {
        for (Matcher match = pattern.matcher(Files.readString(file)); match.find(); ) {
          for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
              found.add(match.group(group));
            }
          }
        }
      }
    }
    return found;
  }

  private static boolean isModule(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".js") && !name.startsWith("text-") && !name.startsWith("reasons-");
  }
}
