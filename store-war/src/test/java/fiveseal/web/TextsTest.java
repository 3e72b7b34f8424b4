package fiveseal.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.manager.Role;
import fiveseal.manager.StoreFault;
import fiveseal.protocol.ErrorCode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every text that a page shows is there, in both languages. */
class TextsTest {
  private static final Path RESOURCES = Path.of("src/main/resources/fiveseal");
  private static final Path MANAGER = Path.of("../settlement-ejb/src/main/java/fiveseal");
  private static final List<String> RECORDING =
      List.of(
          "access/UserBook.java",
          "access/LoginDesk.java",
          "manager/AdminAct.java",
          "report/CardTrail.java",
          "report/OperationsDesk.java",
          "store/StoreLifeDesk.java");
  private static final Path WEB = Path.of("src/main/java/fiveseal");
  private static final List<String> RECORDING_HERE =
      List.of(
          "mall/console/GoodEditPage.java",
          "mall/console/RefundPage.java",
          "mall/console/SettlementPage.java",
          "mall/console/ShopfrontPage.java",
          "mall/console/TillOrdersPage.java",
          "operator/VouchersResource.java");

  private static final Path PAGES = Path.of("src/main/webapp");

  /** The bundles by the name that pages call them. */
  private static final Map<String, String> BUNDLES =
      Map.of("t", "web/texts", "op", "operator/texts", "con", "mall/console", "shop", "mall/shop");

  private static final Pattern USED = Pattern.compile("\\b(t|op|con|shop)\\['([a-zA-Z0-9.-]+)'\\]");

  /** Words between tags that are no expression: they would be the same in every language. */
  private static final Pattern BARE = Pattern.compile(">\\s*([^<>#{}]*\\p{L}{2,}[^<>#{}]*)\\s*<");

  private static final Set<String> NAMES =
      Set.of(
          "Fiveseal",
          "– Fiveseal",
          "English",
          "日本語",
          "Store API (OpenAPI 3)",
          "Mall API (OpenAPI 3)",
          "Client API (OpenAPI 3)");

  @ParameterizedTest
  @ValueSource(
      strings = {"web/texts", "web/messages", "operator/texts", "mall/console", "mall/shop"})
  void bundles_haveTheSameKeys_inBothLanguages(String bundle) {
    Properties english = read(bundle + ".properties");
    Properties japanese = read(bundle + "_ja.properties");
    assertThat(japanese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    assertThat(english.values()).noneMatch(text -> ((String) text).isBlank());
    assertThat(japanese.values()).noneMatch(text -> ((String) text).isBlank());
  }

  @Test
  void everyKeyThatAPageUses_isThere() {
    Set<String> missing = new TreeSet<>();
    int used = 0;
    for (Path page : pages()) {
      Matcher matcher = USED.matcher(text(page));
      while (matcher.find()) {
        used++;
        if (!read(BUNDLES.get(matcher.group(1)) + ".properties").containsKey(matcher.group(2))) {
          missing.add(PAGES.relativize(page) + ": " + matcher.group());
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(used).isGreaterThan(10);
  }

  @Test
  void noPage_hasWordsOfItsOwn() {
    Set<String> bare = new TreeSet<>();
    for (Path page : pages()) {
      String markup =
          text(page).replaceAll("(?s)<!--.*?-->|<!DOCTYPE[^>]*>|<script.*?</script>", "");
      Matcher matcher = BARE.matcher(markup);
      while (matcher.find()) {
        if (!NAMES.contains(matcher.group(1).strip())) {
          bare.add(PAGES.relativize(page) + ": " + matcher.group(1).strip());
        }
      }
    }
    assertThat(bare).isEmpty();
  }

  @Test
  void everyRefusal_andEveryRole_hasItsSentence() {
    Set<String> keys = read("web/texts.properties").stringPropertyNames();
    assertThat(keys)
        .containsAll(Arrays.stream(ErrorCode.values()).map(code -> "error." + code.code()).toList())
        .containsAll(Arrays.stream(Role.values()).map(role -> "state." + role).toList());
  }

  @Test
  void everyFaultOfAStore_hasItsSentence() {
    assertThat(read("operator/texts.properties").stringPropertyNames())
        .containsAll(
            Arrays.stream(StoreFault.values())
                .map(fault -> "store.fault." + fault.text())
                .toList());
  }

  /** What the trail may hold, as written where it is recorded. */
  @Test
  void everyActOfTheTrail_hasItsWords() {
    Pattern act = Pattern.compile("\\b(?:record|add|during|done|AdminAct)\\([^;]*;");
    Pattern code = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");
    Set<String> acts = new TreeSet<>();
    List<Path> sources = new ArrayList<>(RECORDING.stream().map(MANAGER::resolve).toList());
    sources.addAll(RECORDING_HERE.stream().map(WEB::resolve).toList());
    for (Path source : sources) {
      Matcher recorded = act.matcher(text(source));
      while (recorded.find()) {
        code.matcher(recorded.group()).results().forEach(found -> acts.add(found.group(1)));
      }
    }
    assertThat(acts).hasSizeGreaterThanOrEqualTo(30);
    assertThat(read("web/texts.properties").stringPropertyNames())
        .containsAll(acts.stream().map(each -> "trail." + each).toList());
  }

  private static List<Path> pages() {
    try (Stream<Path> files = Files.walk(PAGES)) {
      return files.filter(file -> file.toString().endsWith(".xhtml")).collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties read(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(file), UTF_8)) {
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
