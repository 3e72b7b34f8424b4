package fiveseal.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages' bundles, whichever there are, and which of their words must not stand in a page. */
final class Wording {
  /** One that was not evaluated; what a hostile name has in it is none of ours. */
  private static final Pattern EXPRESSION = Pattern.compile("[#$]\\{\\s*[A-Za-z!(]");

  private static final String JAPANESE = "_ja.properties";
  private static final String LANGUAGE = "ja";
  private static final Pattern PLACE = Pattern.compile("\\{[^}]*}");

  private final Set<String> keys = new HashSet<>();

  /** English texts that have another one in Japanese, by what finds them in a page. */
  private final Map<String, Pattern> english = new TreeMap<>();

  private final Set<String> names = names();

  private Wording() {}

  /** A text of a page and the language that it is said to be in. */
  record Said(String language, String text) {}

  static Wording ofThePages() {
    Wording wording = new Wording();
    Path folder = TestFolder.built().top().resolve("store-war/src/main/resources/fiveseal");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path japanese : files.filter(file -> file.toString().endsWith(JAPANESE)).toList()) {
        String name = japanese.getFileName().toString().replace(JAPANESE, ".properties");
        wording.add(read(japanese.resolveSibling(name)), read(japanese));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return wording;
  }

  private void add(Properties texts, Properties japanese) {
    Set<Object> alike = new HashSet<>(japanese.values());
    for (String key : texts.stringPropertyNames()) {
      if (key.contains(".")) {
        keys.add(key);
      }
      String text = texts.getProperty(key).strip();
      if (!alike.contains(text) && !names.contains(text)) {
        english.put(text, finds(text));
      }
    }
  }

  /** A sentence wherever it stands; a single word only where nothing stands beside it. */
  private static Pattern finds(String text) {
    String literally =
        PLACE
            .splitAsStream(text.replaceAll("\\s+", " "))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(
        text.strip().contains(" ") ? ".*(?<!\\p{L})" + literally + "(?!\\p{L}).*" : literally);
  }

  /** What users, stores and goods are called: the same in every language. */
  private static Set<String> names() {
    Set<String> names = new HashSet<>();
    for (DemoUser user : DemoUser.ALL) {
      names.add(user.name());
      names.add(user.displayName());
    }
    DemoStore.ALL.forEach(store -> names.add(store.name()));
    return names;
  }

  /** Keys instead of texts, and English texts where a page is Japanese. */
  List<String> wrongIn(List<Said> page) {
    List<String> wrong = new ArrayList<>();
    for (Said said : page) {
      if (said.text().contains("???") || EXPRESSION.matcher(said.text()).find()) {
        wrong.add("not a text: " + said.text());
      }
      Arrays.stream(said.text().split(" "))
          .filter(keys::contains)
          .forEach(key -> wrong.add("a key: " + key));
      if (said.language().equals(LANGUAGE)) {
        english.values().stream()
            .filter(pattern -> pattern.matcher(said.text()).matches())
            .forEach(pattern -> wrong.add("English: " + said.text()));
      }
    }
    return wrong;
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
