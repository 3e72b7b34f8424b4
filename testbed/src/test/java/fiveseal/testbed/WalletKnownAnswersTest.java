package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The wallet's verifier in Chromium against known answers that others made. */
@Tag("browser")
class WalletKnownAnswersTest {
  private static final String HOLDS = "holds";
  private static WalletModules wallet;

  @BeforeAll
  static void open() throws IOException {
    wallet = new WalletModules();
  }

  @AfterAll
  static void close() {
    wallet.close();
  }

  @Test
  void json_thatIsStrict_isRead() {
    List<String> texts =
        List.of(
            "{}",
            "{ \"a\":\"x\", \"n\":0,\"o\":{\"b\":true},\"l\":[1,2],\"t\":[\"y\"], \"z\" :\nnull\t}",
            "{\"a\":123456789012345678901}",
            "{\"__proto__\":1,\"constructor\":2}",
            "{\"a\":\"\\u00e9\\ud83d\\ude00 😀 \\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
            "{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":1}}}}}}}");

    assertThat(wallet.sentences("readJson", texts)).hasSize(texts.size()).containsOnly(HOLDS);
  }

  @Test
  void json_thatIsNotStrict_isRefused() {
    List<String> texts =
        List.of(
            "",
            " {\"a\":1}",
            "{\"a\":1} ",
            "{\"a\":1}{}",
            "[1]",
            "null",
            "{\"a\":1,\"a\":1}",
            "{\"a\":1,\"\\u0061\":1}",
            "{\"a\":-1}",
            "{\"a\":-0}",
            "{\"a\":1.0}",
            "{\"a\":1e2}",
            "{\"a\":01}",
            "{\"a\":+1}",
            "{\"a\":NaN}",
            "{\"a\":Infinity}",
            "{\"a\":0x1}",
            "{'a':1}",
            "{a:1}",
            "{\"a\":1,}",
            "{,\"a\":1}",
            "{\"a\" 1}",
            "{\"a\":}",
            "{\"a\":[1,]}",
            "{\"a\":[1 2]}",
            "{\"a\":1}//",
            "{/**/\"a\":1}",
            "{\"a\":\"\t\"}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12g4\"}",
            "{\"a\":\"}",
            "{\"a\":tru}",
            "{\"a\":\u00a01}",
            "{\"a\":\"\\ud800\"}",
            "{\"a\":\"\\udc00\\ud800\"}",
            "{\"\\ud800\":1}",
            "\uFEFF{\"a\":1}",
            "{\"a\":" + "1".repeat(41) + "}",
            "{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":1}}}}}}}}}");

    assertThat(refused("readJson", texts)).isEmpty();
    assertThat(refused("strictJson", List.of("{\"a\":1}"))).as("a member nobody read").isEmpty();
  }

  @Test
  void json_thatIsNotUtf8_isRefused() {
    HexFormat hex = HexFormat.of();
    List<String> bytes =
        List.of("7b22c0802231227d", "7b22eda080223a317d", "7b22ff223a317d", "efbbbf7b7d").stream()
            .map(text -> hex.formatHex(hex.parseHex(text)))
            .toList();

    assertThat(refused("strictBytes", bytes)).isEmpty();
    assertThat(wallet.sentences("strictBytes", List.of("7b7d"))).containsExactly(HOLDS);
  }

  @Test
  void base64Url_thatIsCanonical_isRead_andNoOther() {
    assertThat(wallet.sentences("base64Url", List.of("", "AA", "AAA", "AAAA", "-_-_")))
        .containsOnly(HOLDS);
    assertThat(
            refused(
                "base64Url", List.of("A", "AA==", "AB", "AAB", "AA\n", " AA", "+/", "AAAAA", "Ä")))
        .isEmpty();
  }

  /** The cases that were taken all the same. */
  private static List<String> refused(String function, List<String> cases) {
    List<String> told = wallet.sentences(function, cases);
    assertThat(told).hasSameSizeAs(cases).noneMatch(sentence -> sentence.startsWith("FAILED"));
    return IntStream.range(0, cases.size())
        .filter(i -> told.get(i).equals(HOLDS))
        .mapToObj(cases::get)
        .toList();
  }

  // --- messages

  private static final JsonMembers VECTORS = vectors();

  private static JsonMembers vectors() {
    Path file =
        WalletModules.top().resolve("settlement-protocol/src/test/resources/vectors/fiveseal.json");
    try {
      return Json.object(Files.readString(file).strip());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Map<String, Object> key(JsonMembers jwk, String owner, String role) {
    return Map.of("x", jwk.text("x"), "y", jwk.text("y"), "owner", owner, "role", role);
  }

  private static List<Map<String, Object>> keys() {
    return List.of(
        key(VECTORS.object("jws").object("jwk"), "mall-1", "STORE"),
        key(VECTORS.object("messages").object("managerJwk"), "manager", "MANAGER"));
  }

  @Test
  @DisplayName("Claim 4 works: the messages of the known answers verify in the browser")
  void messages_ofTheKnownAnswers_verify() {
    JsonMembers messages = VECTORS.object("messages");
    List<Map<String, Object>> cases =
        IntStream.rangeClosed(1, 5)
            .mapToObj(
                number ->
                    Map.<String, Object>of(
                        "number", number, "compact", messages.text("message" + number)))
            .toList();

    assertThat(wallet.sentences("messages", keys(), cases)).hasSize(5).containsOnly(HOLDS);
  }

  @Test
  @DisplayName("Claim 4 refuses: a bit flipped anywhere in message 2, in the browser")
  void message2_withAnyCharacterChanged_isRefused() {
    String good = VECTORS.object("messages").text("message2");
    List<Map<String, Object>> cases =
        IntStream.range(0, good.length())
            .mapToObj(at -> Map.<String, Object>of("number", 2, "compact", flipped(good, at)))
            .toList();
    List<String> told = wallet.sentences("messages", keys(), cases);

    assertThat(told)
        .hasSize(good.length())
        .noneMatch(HOLDS::equals)
        .noneMatch(sentence -> sentence.startsWith("FAILED"));
  }

  private static String flipped(String text, int at) {
    char other = (char) (text.charAt(at) ^ 1);
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  @Test
  @DisplayName("Claim 2 refuses: every refused row of the known answers, in the browser")
  void refusedRows_ofTheKnownAnswers_areRefused() throws IOException {
    String file =
        Files.readString(
            WalletModules.top()
                .resolve("settlement-protocol/src/test/resources/vectors/fiveseal.json"));
    Map<String, String> rows = new TreeMap<>();
    JsonMembers refused = VECTORS.object("jws").object("refused");
    java.util.regex.Matcher names =
        java.util.regex.Pattern.compile("\"([^\"]+)\": \"").matcher(inside(file));
    while (names.find()) {
      rows.put(names.group(1), refused.text(names.group(1)));
    }
    assertThat(rows).hasSize(52);
    List<Map<String, Object>> cases =
        rows.values().stream()
            .map(compact -> Map.<String, Object>of("check", "request", "message", compact))
            .toList();
    Map<String, Object> setting =
        Map.of("keys", keys(), "managerId", "manager", "now", 1_763_930_000L);
    List<String> told = wallet.sentences("duties", setting, cases);
    List<String> taken = new java.util.ArrayList<>();
    int i = 0;
    for (String row : rows.keySet()) {
      if (told.get(i++).equals(HOLDS)) {
        taken.add(row);
      }
    }
    // When message 1 was made is the manager's to look at: it alone knows when it first came.
    assertThat(taken).containsExactly("issued in the future");
    assertThat(told).noneMatch(sentence -> sentence.startsWith("FAILED"));
  }

  private static String inside(String file) {
    int begin = file.indexOf("\"refused\"");
    return file.substring(file.indexOf('{', begin), file.indexOf('}', begin));
  }

  // --- Project Wycheproof

  @Test
  @SuppressWarnings("unchecked")
  void signatures_ofWycheproof_areAsLabelled() {
    Map<String, Object> told =
        (Map<String, Object>)
            wallet.call("signatures", "/vectors/wycheproof/ecdsa_secp256r1_sha256_p1363_test.json");

    assertThat((List<String>) told.get("wrong")).isEmpty();
    assertThat((Long) told.get("all")).isGreaterThan(200);
    assertThat((Long) told.get("valid")).isBetween(100L, (Long) told.get("all") - 50);
  }

  @Test
  @SuppressWarnings("unchecked")
  void messages_ofWycheproof_areNoneOfOurs() {
    Map<String, Object> told =
        (Map<String, Object>)
            wallet.call("foreignMessages", "/vectors/wycheproof/json_web_signature_test.json");

    assertThat((List<String>) told.get("taken")).isEmpty();
    assertThat((Long) told.get("all")).isGreaterThan(300);
  }

  // --- texts and files

  @Test
  @SuppressWarnings("unchecked")
  void texts_areThereInBothLanguages_withTheSamePlaces() throws IOException {
    Map<String, Object> texts = (Map<String, Object>) wallet.call("texts");
    Map<String, String> english = (Map<String, String>) texts.get("en");
    Map<String, String> japanese = new TreeMap<>((Map<String, String>) texts.get("ja"));
    // The manager's own sentences, which it says in English.
    japanese.keySet().removeIf(key -> key.startsWith("code."));

    assertThat(japanese.keySet()).isEqualTo(new TreeMap<>(english).keySet());
    english.forEach(
        (key, text) -> assertThat(places(japanese.get(key))).as(key).isEqualTo(places(text)));
    Map<String, String> reasons = (Map<String, String>) texts.get("reasons");
    reasons.forEach(
        (reason, text) -> assertThat(places(text)).as(reason).isEqualTo(places(reason)));
    assertThat(reasons.keySet()).isEqualTo(WalletSources.reasons());
    assertThat(WalletSources.texts()).isSubsetOf(english.keySet());
  }

  private static List<String> places(String text) {
    return java.util.regex.Pattern.compile("\\{\\d}")
        .matcher(text)
        .results()
        .map(java.util.regex.MatchResult::group)
        .sorted()
        .toList();
  }

  @Test
  void receiptPage_isMadeOfTheModulesAsTheyAre() throws IOException {
    assertThat(Files.readString(WalletModules.FOLDER.resolve(ReceiptPage.FILE)))
        .as("write it anew: java ReceiptPage.java client-war/src/main/webapp/wallet")
        .isEqualTo(ReceiptPage.in(WalletModules.FOLDER));
  }

  @Test
  void serviceWorker_keepsEveryFile() throws IOException {
    String worker = Files.readString(WalletModules.FOLDER.resolve("sw.js"));
    try (var files = Files.list(WalletModules.FOLDER)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> !List.of("sw.js", "index.html").contains(name)))
          .allSatisfy(name -> assertThat(worker).contains("\"" + name + "\","));
    }
  }

  @Test
  void look_isThatOfAllPages_andCurrenciesAreTheManagers() throws IOException {
    Path top = WalletModules.top();
    assertThat(WalletModules.FOLDER.resolve("fiveseal.css"))
        .hasSameTextualContentAs(
            top.resolve("store-war/src/main/webapp/resources/fiveseal/fiveseal.css"));
    String register =
        Files.readString(
            top.resolve("settlement-protocol/src/main/resources/fiveseal/protocol/iso-4217.txt"),
            StandardCharsets.US_ASCII);
    assertThat(Files.readString(WalletModules.FOLDER.resolve("currencies.js")))
        .contains("\n" + register.replaceAll("(?m)^#.*\n", ""));
  }
}
