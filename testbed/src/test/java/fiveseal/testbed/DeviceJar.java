package fiveseal.testbed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * Looks into a device's program for what it must do without: the application server and the other
 * devices.
 */
final class DeviceJar {

  private static final List<String> LIBRARIES =
      List.of("fiveseal/protocol/", "org/bouncycastle/", "com/fasterxml/jackson/core/", "picocli/");

  private DeviceJar() {}

  /**
   * Classes that do not belong there.
   *
   * @param own the device's own package, as a path with a slash at its end
   */
  static List<String> findings(Path jar, String own) throws IOException {
    List<String> allowed = new ArrayList<>(LIBRARIES);
    allowed.add(own);
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      List<String> findings =
          new ArrayList<>(
              zip.stream()
                  .map(entry -> entry.getName().replaceFirst("^META-INF/versions/[0-9]+/", ""))
                  .filter(name -> name.endsWith(".class"))
                  .filter(name -> !name.equals("module-info.class"))
                  .filter(name -> allowed.stream().noneMatch(name::startsWith))
                  .toList());
      if (zip.stream().noneMatch(entry -> entry.getName().startsWith(own))) {
        findings.add(own + " is missing");
      }
      return findings;
    }
  }
}
