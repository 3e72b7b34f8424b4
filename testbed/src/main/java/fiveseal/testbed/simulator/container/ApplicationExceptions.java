package fiveseal.testbed.simulator.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The exceptions that reach callers unwrapped and roll back, by the product's descriptor. */
final class ApplicationExceptions {
  private static final Pattern DECLARED =
      Pattern.compile("<exception-class>([^<]+)</exception-class>\\s*<rollback>true</rollback>");

  private final Set<String> names = new HashSet<>();

  /**
   * @param known a class of the jar or folder whose descriptor counts
   */
  ApplicationExceptions(Class<?> known) {
    String resource = known.getName().replace('.', '/') + ".class";
    String url = known.getClassLoader().getResource(resource).toString();
    String descriptor = url.substring(0, url.length() - resource.length()) + "META-INF/ejb-jar.xml";
    try (InputStream in = new URL(descriptor).openStream()) {
      Matcher matcher = DECLARED.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean contain(Exception failure) {
    return names.contains(failure.getClass().getName());
  }
}
