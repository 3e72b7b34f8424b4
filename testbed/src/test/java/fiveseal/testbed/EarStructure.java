package fiveseal.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Looks into an {@code .ear} for what must not be: doubled classes, libraries in the wrong place,
 * moved addresses.
 */
final class EarStructure {

  private static final List<String> SHARED =
      List.of("fiveseal/protocol/", "org/bouncycastle/", "com/nimbusds/");
  private static final Map<String, String> CONTEXT_ROOTS =
      Map.of(
          "store-war.war", "/store", "client-war.war", "/client", "card-sim-war.war", "/card-sim");
  private static final Pattern WEB =
      Pattern.compile(
          "<web-uri>\\s*(.*?)\\s*</web-uri>\\s*<context-root>\\s*(.*?)\\s*</context-root>",
          Pattern.DOTALL);

  private final Map<String, Set<String>> archivesByClass = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();
  private String applicationXml = "";

  private EarStructure() {}

  /** What is wrong with an archive; nothing if it is as it should be. */
  static List<String> findings(Path ear) throws IOException {
    EarStructure structure = new EarStructure();
    try (InputStream in = Files.newInputStream(ear)) {
      structure.read("", in);
    }
    structure.doubledClasses();
    structure.sharedLibraries();
    structure.contextRoots();
    return structure.findings;
  }

  private void read(String archive, InputStream in) throws IOException {
    ZipInputStream entries = new ZipInputStream(in);
    for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
      String name = entry.getName();
      if (name.endsWith(".jar") || name.endsWith(".war")) {
        read(archive.isEmpty() ? name : archive + "!" + name, entries);
      } else if (name.endsWith(".class")) {
        contains(archive, name);
      } else if (archive.isEmpty() && name.equals("META-INF/application.xml")) {
        applicationXml = new String(entries.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  private void contains(String archive, String name) {
    String inClassPath = name.startsWith("WEB-INF/classes/") ? name.substring(16) : name;
    // Versions of a class for other Javas, in the same jar, are not doubles.
    if (!inClassPath.startsWith("META-INF/") && !inClassPath.equals("module-info.class")) {
      archivesByClass.computeIfAbsent(inClassPath, any -> new LinkedHashSet<>()).add(archive);
    }
  }

  private void doubledClasses() {
    archivesByClass.forEach(
        (name, archives) -> {
          if (archives.size() > 1) {
            findings.add(name + " is there more than once: " + archives);
          }
        });
  }

  private void sharedLibraries() {
    for (String prefix : SHARED) {
      List<String> archives =
          archivesByClass.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(prefix))
              .flatMap(entry -> entry.getValue().stream())
              .distinct()
              .toList();
      if (archives.isEmpty()) {
        findings.add(prefix + " is missing");
      }
      archives.stream()
          .filter(archive -> !archive.matches("lib/[^/!]+[.]jar"))
          .forEach(archive -> findings.add(prefix + " is in " + archive + " instead of lib/"));
    }
  }

  private void contextRoots() {
    Map<String, String> found = new TreeMap<>();
    Matcher web = WEB.matcher(applicationXml);
    while (web.find()) {
      found.put(web.group(1), web.group(2));
    }
    if (!found.equals(CONTEXT_ROOTS)) {
      findings.add("application.xml has the context roots " + found);
    }
  }
}
