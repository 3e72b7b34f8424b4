package fiveseal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the store side, as they lie in its sources: a new one cannot be forgotten. */
final class PageFiles {
  private static final Pattern PARAMETER =
      Pattern.compile("<(?:f|o):viewParam[^>]*\\bname=\"([^\"]+)\"");

  private PageFiles() {}

  private static Path folder() {
    return TestFolder.built().top().resolve("store-war/src/main/webapp");
  }

  /** Their paths from the context root, without extension. */
  static List<String> all() {
    try (Stream<Path> files = Files.walk(folder())) {
      return files
          .filter(file -> file.toString().endsWith(".xhtml"))
          .map(file -> "/" + folder().relativize(file))
          .filter(path -> !path.startsWith("/WEB-INF/"))
          .map(path -> path.substring(0, path.lastIndexOf('.')))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of what a page takes from its address. */
  static Set<String> parameters(String page) {
    try {
      Matcher matcher =
          PARAMETER.matcher(Files.readString(folder().resolve(page.substring(1) + ".xhtml")));
      Set<String> names = new TreeSet<>();
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
