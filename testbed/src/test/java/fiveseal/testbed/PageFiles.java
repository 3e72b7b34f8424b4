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
  private static final Pattern SERVLET = Pattern.compile("@WebServlet\\([^)]*\\)");
  private static final Pattern ADDRESS = Pattern.compile("\"(/[^\"]*)\"");

  private PageFiles() {}

  private static Path folder(String module) {
    return TestFolder.built().top().resolve(module).resolve("src/main/webapp");
  }

  /** Their paths from the context root, without extension. */
  static List<String> all() {
    return files(folder("store-war"), ".xhtml").stream()
        .map(path -> path.substring(0, path.lastIndexOf('.')))
        .toList();
  }

  /** The pages of the client side, with its context root. */
  static List<String> ofTheClient() {
    return files(folder("client-war"), ".html").stream().map("/client"::concat).toList();
  }

  private static List<String> files(Path folder, String extension) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(extension))
          .map(file -> "/" + folder.relativize(file))
          .filter(path -> !path.startsWith("/WEB-INF/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The addresses of servlets below any of the folders. */
  static Set<String> servlets(String... folders) {
    Set<String> addresses = new TreeSet<>();
    Path sources = TestFolder.built().top().resolve("store-war/src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(path -> path.toString().endsWith("Servlet.java")).toList()) {
        Matcher servlet = SERVLET.matcher(Files.readString(file));
        if (servlet.find()) {
          Matcher address = ADDRESS.matcher(servlet.group());
          while (address.find()) {
            addresses.add(address.group(1));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    addresses.removeIf(address -> Stream.of(folders).noneMatch(address::startsWith));
    return addresses;
  }
}
