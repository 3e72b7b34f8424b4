package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A server that sends the wallet what it must not: no card is told to execute anything, counted at
 * the reader, and the holder is warned in words.
 */
@Tag("browser")
class WalletTamperingIT extends OnDeployedMall {
  private static final String READER = "reader-8";
  private static final long PRICE = 300;
  private static final long LOADED = 1_000;

  private final Mall mall = Mall.get();
  private final Till till = Till.ofNewStore(mall);
  private final Holder holder = Holder.withNewCard(mall, READER, LOADED);
  private final SigningKey stranger = SigningKey.generate();
  private TamperingLine line;
  private WalletInBrowser wallet;

  @BeforeEach
  void open() throws IOException {
    line = new TamperingLine(mall.http().baseUrl());
    wallet = new WalletInBrowser(mall, line, READER);
    // The manager's key is pinned while nobody tampers.
    wallet.open("#settings").browser().button("Ask for the keys now").click();
    wallet.textWith("Forget what is pinned");
  }

  @AfterEach
  void close() {
    line.close();
  }

  /**
   * Nothing reached the card, and the holder was told why.
   *
   * @param warning what the warning says beside that
   */
  private void assertRefused(long counterBefore, String warning) {
    assertThat(wallet.warning()).contains(warning);
    assertThat(line.executes()).as("EXECUTE at the reader").isZero();
    Initialize after = holder.touch();
    assertThat(after.counter()).isEqualTo(counterBefore);
    assertThat(after.balance()).isEqualTo(LOADED);
  }

  private static Stream<DynamicTest> tests(Map<String, Runnable> cases) {
    return cases.entrySet().stream()
        .map(each -> DynamicTest.dynamicTest(each.getKey(), each.getValue()::run));
  }

  // --- message 2

  private static boolean isForMessage2(String path) {
    return path.startsWith("/client/api/v1/settlements/") && path.endsWith("/card");
  }

  private void payWith(UnaryOperator<String> message2, String warning) {
    line.behave();
    line.forget();
    long counter = holder.touch().counter();
    String settlement = till.post(till.request(PRICE));
    line.tamper(WalletTamperingIT::isForMessage2, message2);
    wallet.pay(settlement);
    assertRefused(counter, warning);
    assertThat(wallet.warning()).contains("nothing was given to the card; do not pay here");
  }

  /** A genuine message 2 for this card, of another settlement. */
  private String genuine(Till other, long amountMinor) {
    String settlement = other.post(other.request(amountMinor));
    return holder.issue(settlement, holder.touch()).require(200).body();
  }

  @TestFactory
  @DisplayName("Claim 4 refuses: a bad message 2 reaches no card, counted at the reader")
  Stream<DynamicTest> message2_thatIsBad_reachesNoCard() {
    Map<String, Runnable> cases = new LinkedHashMap<>();
    flips()
        .forEach(
            (where, flip) ->
                cases.put(
                    "bit flipped in the " + where, () -> payWith(flip, "Message 2 is refused")));
    cases.put(
        "of another settlement",
        () -> payWith(body -> genuine(till, PRICE), "it is for another settlement"));
    cases.put(
        "of another amount",
        () -> payWith(body -> genuine(till, PRICE - 1), "it is for another settlement"));
    Till other = Till.ofNewStore(mall);
    cases.put(
        "of another store",
        () -> payWith(body -> genuine(other, PRICE), "it is for another settlement"));
    cases.put(
        "under another key's signature",
        () -> payWith(body -> Forgery.signedBy(stranger, body), "the signature does not verify"));
    cases.put(
        "sealed by another key",
        () -> payWith(body -> Forgery.sealedBy(stranger, body), "unknown kid"));
    cases.put(
        "a message 5", () -> payWith(body -> genuineLoad(PRICE), "typ is fiveseal-value-update"));
    cases.put(
        "none at all", () -> payWith(body -> "<html>Pay here</html>", "Message 2 is refused"));
    return tests(cases);
  }

  /** In the header, the payload and the signature. */
  private static Map<String, UnaryOperator<String>> flips() {
    Map<String, UnaryOperator<String>> flips = new LinkedHashMap<>();
    flips.put("header", body -> Forgery.flipped(body, body.indexOf('.') / 2));
    flips.put("payload", body -> Forgery.flipped(body, body.indexOf('.') + 30));
    flips.put("embedded parts", body -> Forgery.flipped(body, body.length() / 2));
    flips.put("end of the payload", body -> Forgery.flipped(body, body.lastIndexOf('.') - 3));
    flips.put("signature", body -> Forgery.flipped(body, body.length() - 40));
    return flips;
  }

  @Test
  @DisplayName("Claim 4 refuses: an old message 2 of the same settlement, sent again")
  void message2_thatCameBefore_reachesNoCard() {
    String settlement = till.post(till.request(PRICE));
    String[] first = {null};
    line.tamper(
        WalletTamperingIT::isForMessage2,
        body -> {
          first[0] = first[0] == null ? body : first[0];
          return body;
        });
    line.lose(TamperingLine.Passed::isExecute, request -> false);
    wallet.pay(settlement);
    assertThat(wallet.warning()).contains("was not debited");

    line.behave();
    line.forget();
    line.tamper(WalletTamperingIT::isForMessage2, body -> first[0]);
    long counter = holder.touch().counter();
    wallet.pay(settlement);
    assertRefused(counter, "it is an old message, sent again");
  }

  @Test
  @DisplayName("Claim 4 refuses: a message 2 whose time is over by the wallet's own clock")
  void message2_thatIsOld_reachesNoCard() {
    String settlement = till.post(till.request(PRICE));
    long counter = holder.touch().counter();
    String tomorrow = "const now = Date.now; Date.now = () => now() + 20 * 60 * 1000;";
    wallet
        .browser()
        .withScript(
            tomorrow,
            browser -> {
              wallet.pay(settlement);
              return wallet.warning();
            });
    assertRefused(counter, "exp has passed, as this device's clock shows");
  }

  @Test
  @DisplayName("Claim 4 refuses: a request that changes between what is shown and what is paid")
  void request_thatIsNotTheOneAskedFor_isNotPaid() {
    String cheap = till.post(till.request(PRICE));
    String dear = till.post(till.request(LOADED));
    String ofDear = mall.http().get(Holder.CLIENT_API + "/settlements/" + dear).body();
    long counter = holder.touch().counter();
    // Shown is the dear one's genuine request, under the cheap one's id.
    line.tamper(path -> path.equals("/client/api/v1/settlements/" + cheap), body -> ofDear);
    wallet.pay(cheap);

    assertRefused(counter, "it is for another request than the one that was shown");
  }

  @Test
  @DisplayName("Claim 2 refuses: a request whose seal is broken is not even shown")
  void request_thatIsChanged_isNotShown() {
    String settlement = till.post(till.request(PRICE));
    long counter = holder.touch().counter();
    line.tamper(
        path -> path.equals("/client/api/v1/settlements/" + settlement),
        body -> Forgery.flipped(body, body.lastIndexOf('.') + 20));
    wallet.open("#settlement=" + settlement);

    assertRefused(counter, "The store's request is refused");
    assertThat(wallet.shows("#pay")).isFalse();
  }

  // --- keys

  @Test
  @DisplayName("Claim 4 refuses: a server with another manager's key than the pinned one")
  void managersKey_thatWasExchanged_isRefused() {
    String settlement = till.post(till.request(PRICE));
    long counter = holder.touch().counter();
    String own = mall.http().get("/client/api/v1/keys").body();
    String kid = own.replaceAll("(?s).*\"kid\":\"([^\"]*)\".*", "$1");
    line.tamper(
        path -> path.equals("/client/api/v1/keys"), body -> body.replace(kid, stranger.kid()));
    wallet.open("#settlement=" + settlement);

    assertRefused(counter, "is not the one pinned at first use");
  }

  // --- message 3

  @Test
  @DisplayName("Claim 5 refuses: a completion that is not the manager's, told as such")
  void message3_thatIsBad_isNotTakenForAPayment() {
    String settlement = till.post(till.request(PRICE));
    line.tamper(
        path -> path.endsWith("/card-answer"),
        body -> Forgery.flipped(body, body.lastIndexOf('.') + 20));
    wallet.pay(settlement);

    assertThat(wallet.warning())
        .contains("The card was debited, but the manager's completion is invalid");
    assertThat(wallet.shows("#paid")).isFalse();
  }

  // --- message 5

  /** A genuine message 5 for this card, of another load. */
  private String genuineLoad(long amountMinor) {
    return holder
        .requestLoad(
            UUID.randomUUID().toString(),
            amountMinor,
            mall.operator().voucher(amountMinor, OpenMall.CURRENCY),
            holder.touch())
        .require(200)
        .body();
  }

  private void loadWith(UnaryOperator<String> message5, String warning) {
    line.behave();
    line.forget();
    long counter = holder.touch().counter();
    String voucher = mall.operator().voucher(PRICE, OpenMall.CURRENCY);
    line.tamper(path -> path.equals("/client/api/v1/value-updates"), message5);
    wallet.load(PRICE, voucher);
    assertRefused(counter, warning);
    assertThat(wallet.warning()).contains("nothing was given to the card");
  }

  @TestFactory
  @DisplayName("Claim 9 refuses: a bad message 5 reaches no card, counted at the reader")
  Stream<DynamicTest> message5_thatIsBad_reachesNoCard() {
    Map<String, Runnable> cases = new LinkedHashMap<>();
    flips()
        .forEach(
            (where, flip) ->
                cases.put(
                    "bit flipped in the " + where, () -> loadWith(flip, "Message 5 is refused")));
    cases.put(
        "of another load", () -> loadWith(body -> genuineLoad(PRICE), "it is another update"));
    cases.put(
        "of another amount",
        () -> loadWith(body -> genuineLoad(PRICE - 1), "it is another update"));
    cases.put(
        "under another key's signature",
        () -> loadWith(body -> Forgery.signedBy(stranger, body), "the signature does not verify"));
    cases.put(
        "sealed by another key",
        () -> loadWith(body -> Forgery.sealedBy(stranger, body), "unknown kid"));
    cases.put(
        "a message 2",
        () -> loadWith(body -> genuine(till, PRICE), "typ is fiveseal-settlement-information"));
    return tests(cases);
  }

  @Test
  @DisplayName("Claim 9 refuses: a bad message 5 that came with a presentation")
  void message5_thatIsDue_isCheckedBeforeTheCardSeesIt() {
    mall.operator().order(holder.cardNumber(), "BLOCK");
    long counter = holder.touch().counter();
    line.tamper(
        path -> path.equals("/client/api/v1/presentations"),
        body ->
            body.contains("\"update\"")
                ? Forgery.flipped(body, body.indexOf("\"eyJ") + 300)
                : body);
    wallet.touch();
    assertRefused(counter, "Message 5 is refused");

    line.behave();
    wallet.touch();
    assertThat(wallet.textWith("blocked")).contains("This card is being blocked");
    assertThat(Set.of("blocked")).contains(wallet.browser().find(".card-face .state").getText());
  }
}
