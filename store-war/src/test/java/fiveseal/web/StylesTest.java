package fiveseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Browsers that do not know {@code light-dark()} show the colours of the light. */
class StylesTest {
  private static final Path STYLES = Path.of("src/main/webapp/resources/fiveseal/fiveseal.css");
  private static final Pattern BLOCK = Pattern.compile("(?s)@supports [^{]*\\{.*?\\n}\\n");
  private static final Pattern PROPERTY = Pattern.compile("(?m)^ *(--[a-z-]+): (.*);$");

  /** Its arguments are colours, which have brackets of their own at most one deep. */
  private static final Pattern LIGHT =
      Pattern.compile("light-dark\\(((?:[^(),]|\\([^)]*\\))*), (?:[^(),]|\\([^)]*\\))*\\)");

  private static Map<String, String> properties(String css) {
    Map<String, String> found = new TreeMap<>();
    Matcher property = PROPERTY.matcher(css);
    while (property.find()) {
      found.put(property.group(1), property.group(2));
    }
    return found;
  }

  @Test
  void colours_haveTheLightOnesAsTheirFallback() throws IOException {
    String css = Files.readString(STYLES, StandardCharsets.UTF_8);
    Matcher block = BLOCK.matcher(css);
    assertThat(block.find()).isTrue();
    String plain = css.replace(block.group(), "");
    Map<String, String> both = properties(block.group());

    assertThat(plain).doesNotContain(": light-dark(");
    assertThat(both).hasSizeGreaterThan(10);
    both.replaceAll((name, value) -> LIGHT.matcher(value).replaceAll("$1"));
    assertThat(properties(plain)).containsAllEntriesOf(both);
  }
}
