package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wallet as its holder uses it: reads the card, pays, tops up, repairs, keeps receipts. */
@Tag("browser")
class WalletIT extends OnDeployedMall {
  private static final String READER = "reader-8";
  private static final long PRICE = 300;
  private static final long LOADED = 1_000;
  private static final long SUCCESS_MILLIS_MAX = 1_000;

  private final Mall mall = Mall.get();
  private final Till till = Till.ofNewStore(mall);
  private final Holder holder = Holder.withNewCard(mall, READER, LOADED);
  private TamperingLine line;
  private WalletInBrowser wallet;
  @TempDir Path folder;

  @BeforeEach
  void open() throws IOException {
    line = new TamperingLine(mall.http().baseUrl());
    wallet = new WalletInBrowser(mall, line, READER);
    wallet.browser().complaints();
  }

  @AfterEach
  void close() {
    line.close();
  }

  private String asked(long amountMinor) {
    return till.post(till.request(amountMinor));
  }

  /** The store answers the completion with its receipt. */
  private void receipt(String settlementId, SettlementRequest request) {
    Signed<SettlementCompletion> completion =
        Signed.parse(till.completion(settlementId).require(200).body(), SettlementCompletion.class);
    till.postReceipt(
            settlementId, Signed.by(till.key(), till.receipt(completion, request, mall.now())))
        .require(200);
  }

  // --- paying

  @Test
  @DisplayName("Claim 4 works: the wallet pays, and the card is needed for one round trip only")
  void payment_isShownAgreedToAndMade_withOneRoundTripWhileTheCardIsThere() {
    Signed<SettlementRequest> request = till.request(PRICE);
    String settlement = till.post(request);

    wallet.ask(settlement);
    assertThat(wallet.browser().text())
        .contains(till.storeId(), "¥300", "A test's basket", "Some goods", "Pay before");
    assertThat(line.executes()).isZero();
    noteWhenPaid();
    wallet.browser().find("#pay").click();
    assertThat(wallet.textWith("Paid ¥300")).contains(till.storeId());

    assertThat(line.executes()).isEqualTo(1);
    assertThat(askedWhileTheCardWasThere())
        .containsExactly("/client/api/v1/settlements/" + settlement + "/card");
    assertThat(paidAt() - answeredAt()).isBetween(0L, SUCCESS_MILLIS_MAX);
    assertThat(holder.balance()).isEqualTo(LOADED - PRICE);
    receipt(settlement, request.message());
    assertThat(wallet.textWith("The store's receipt is here and holds."))
        .contains("1 · The store's request", "4 · The store's receipt");
    assertThat(wallet.browser().all(".seals li")).hasSize(4);
    assertThat(wallet.origins()).containsExactly(line.baseUrl());
    assertThat(wallet.browser().complaints()).isEmpty();
  }

  /** By the same clock as the line's. */
  private void noteWhenPaid() {
    wallet
        .browser()
        .script(
            "new MutationObserver(() => {"
                + " if (document.getElementById('paid')) window.paidAt ??= Date.now(); })"
                + ".observe(document.body, {childList: true, subtree: true})");
  }

  private long paidAt() {
    return (Long) wallet.browser().script("return window.paidAt");
  }

  private long answeredAt() {
    return line.passed().stream()
        .filter(TamperingLine.Passed::isExecute)
        .mapToLong(TamperingLine.Passed::answeredAtMillis)
        .findFirst()
        .orElseThrow();
  }

  private List<String> askedWhileTheCardWasThere() {
    List<TamperingLine.Passed> passed = line.passed();
    int from = 0;
    int to = 0;
    for (int i = 0; i < passed.size(); i++) {
      from = passed.get(i).isApdu("8050") ? i : from;
      to = passed.get(i).isExecute() ? i : to;
    }
    return passed.subList(from, to).stream()
        .filter(TamperingLine.Passed::isForManager)
        .map(TamperingLine.Passed::path)
        .toList();
  }

  @Test
  @DisplayName("Claim 3 works: the wallet relays message 1 as the store made it")
  void request_thatIsPasted_isRelayedAndPaid() {
    wallet.open("");
    wallet.browser().type("Payment link", till.request(PRICE).compact());
    wallet.browser().find("form button[type=submit]").click();
    wallet.useReader();
    wallet.browser().find("#pay").click();

    assertThat(wallet.textWith("Paid ¥300")).contains(till.storeId());
    assertThat(holder.balance()).isEqualTo(LOADED - PRICE);
  }

  @Test
  void link_thatIsNone_saysSo() {
    wallet.open("");
    wallet.browser().type("Payment link", "http://example.org/");
    wallet.browser().find("form button[type=submit]").click();

    assertThat(wallet.warning()).contains("This is no payment link");
  }

  @Test
  void handOver_ofTheStoresLink_leadsToTheWallet() {
    String settlement = asked(PRICE);
    wallet.browser().openUrl(line.baseUrl() + "/client/#settlement=" + settlement);
    wallet.browser().find("#pay");

    assertThat(wallet.browser().driver().getCurrentUrl())
        .isEqualTo(line.baseUrl() + "/client/wallet/#settlement=" + settlement);
  }

  @Test
  void payment_thatTheCardDeclines_saysWhyAndWhatToDo() {
    wallet.pay(asked(LOADED + 1));

    assertThat(wallet.warning())
        .contains("The card declined (there is not enough on it) and was not debited", "top it up");
    assertThat(holder.balance()).isEqualTo(LOADED);
  }

  @Test
  void payment_thatIsMadeAlready_isNotMadeTwice() {
    String settlement = asked(PRICE);
    wallet.pay(settlement).textWith("Paid ¥300");
    line.forget();
    wallet.open("#settlement=" + settlement);

    assertThat(wallet.textWith("Paid ¥300")).contains("3 · The manager's completion");
    assertThat(line.executes()).isZero();
    assertThat(holder.balance()).isEqualTo(LOADED - PRICE);
  }

  @Test
  void payment_withoutACard_saysSo_andIsMadeOnceItIsThere() {
    String settlement = asked(PRICE);
    new Wire(mall.http().baseUrl())
        .send(Wire.Ask.of("DELETE", "/card-sim/api/v1/readers/" + READER + "/card"));
    wallet.pay(settlement);
    assertThat(wallet.warning())
        .contains("No response from the card", "put the card on the reader");

    holder.insert();
    wallet.browser().button("Try again").click();
    wallet.browser().find("#pay").click();
    assertThat(wallet.textWith("Paid ¥300")).isNotEmpty();
  }

  @Test
  void payment_beyondTheHoldersLimits_isAskedForOnceMore() {
    wallet.open("#settings");
    wallet.browser().type("For one payment", "200").type("In a month", "500");
    wallet.browser().all("form button[type=submit]").get(1).click();
    wallet.textWith("Saved.");
    wallet.ask(asked(PRICE));
    assertThat(wallet.browser().text())
        .contains("more than the ¥200 that you allow yourself", "Pay it all the same");
    wallet.browser().find("#pay").click();
    wallet.textWith("Paid ¥300");

    wallet.ask(asked(PRICE));
    assertThat(wallet.browser().text()).contains("you would pay ¥600 this month");
    wallet.open("");
    assertThat(wallet.textWith("¥300 in")).contains("of ¥500 that you allow yourself");
  }

  // --- topping up

  @Test
  @DisplayName("Claim 9 works: the wallet tops the card up after it checked message 5")
  void load_isAgreedToAndDone() {
    wallet.load(700, mall.operator().voucher(700, OpenMall.CURRENCY));

    assertThat(wallet.textWith("Topped up ¥700")).contains("5 · The manager's update for the card");
    assertThat(holder.balance()).isEqualTo(LOADED + 700);
    assertThat(line.executes()).isEqualTo(1);
  }

  @Test
  void load_withAWrongVoucher_saysSo() {
    wallet.load(700, "no-such-voucher");

    assertThat(wallet.warning()).contains("This voucher cannot be used");
    assertThat(line.executes()).isZero();
  }

  // --- doubts

  @Test
  void card_tornAfterItPaid_isAskedAgain_andThePaymentIsMade() {
    String settlement = asked(PRICE);
    tearAtExecute("answer");
    wallet.pay(settlement);

    assertThat(wallet.textWith("Paid ¥300")).isNotEmpty();
    assertThat(line.executes()).isEqualTo(1);
    assertThat(holder.balance()).isEqualTo(LOADED - PRICE);
  }

  /** Power fails during the first command that is executed: the next one after message 2. */
  private void tearAtExecute(Object at) {
    boolean[] armed = {false};
    line.tamper(
        path -> path.endsWith("/card") && path.startsWith("/client/"),
        body -> {
          if (!armed[0]) {
            armed[0] = true;
            mall.http()
                .postJson("/card-sim/api/v1/readers/" + READER + "/faults", Map.of("tearAt", at))
                .require(204);
          }
          return body;
        });
  }

  @Test
  void card_tornBeforeItPaid_isNotDebitedTwice() {
    String settlement = asked(PRICE);
    tearAtExecute(1);
    wallet.pay(settlement);

    assertThat(wallet.textWith("Paid ¥300")).contains("taken away before it executed the command");
    assertThat(line.executes()).isEqualTo(2);
    assertThat(holder.balance()).isEqualTo(LOADED - PRICE);
  }

  @Test
  void card_takenAwayForGood_isRepairedAtTheNextTouch_andTheHolderIsTold() {
    String settlement = asked(PRICE);
    boolean[] gone = {false};
    line.lose(
        request -> gone[0] && request.path().endsWith("/apdu"),
        request -> {
          gone[0] |= request.isExecute();
          return request.isExecute();
        });
    wallet.pay(settlement);
    assertThat(wallet.warning()).contains("No response from the card", "nothing is lost");
    assertThat(holder.balance()).isEqualTo(LOADED - PRICE);

    line.behave();
    wallet.touch();
    assertThat(wallet.textWith("went through"))
        .contains("Your last payment of ¥300 at A store went through.", "¥700");
    wallet.open("#settlement=" + settlement);
    assertThat(wallet.textWith("Paid ¥300")).contains("3 · The manager's completion");
  }

  @Test
  void answer_thatDidNotReachTheManager_isBroughtAtTheNextTouch() {
    String settlement = asked(PRICE);
    line.lose(request -> request.path().endsWith("/card-answer"), request -> false);
    wallet.pay(settlement);
    assertThat(wallet.warning()).contains("The manager gave no answer; nothing is lost");

    line.behave();
    wallet.pay(settlement);
    assertThat(wallet.textWith("Paid ¥300")).isNotEmpty();
    assertThat(line.executes()).isEqualTo(1);
    assertThat(holder.balance()).isEqualTo(LOADED - PRICE);
  }

  // --- the agent on the holder's machine

  @Test
  @DisplayName("Claim 24 works: an agent gets the message that carries the command, and the bytes")
  void agent_isPairedWith_andSeesTheMessageBesideEachCommand() throws IOException {
    String settlement = asked(PRICE);
    try (AgentStub agent = new AgentStub(mall, READER)) {
      Browser browser = wallet.browser();
      readBy(agent);
      wallet.open("#settlement=" + settlement);
      assertThat(wallet.warning()).contains("does not know this wallet: pair with it");

      pairWith(agent);
      wallet.open("#settlement=" + settlement);
      wallet.textWith("The reader on the desk");
      browser.find("#pay").click();
      wallet.textWith("Paid ¥300");

      assertThat(agent.messages()).hasSize(1);
      assertThat(Signed.parse(agent.messages().get(0), SettlementInformation.class).message())
          .extracting(SettlementInformation::settlementId)
          .isEqualTo(settlement);
      assertThat(holder.balance()).isEqualTo(LOADED - PRICE);
      assertThat(line.executes()).as("through the simulator's own door").isZero();

      agent.disagree();
      String second = asked(PRICE);
      wallet.open("#settlement=" + second);
      wallet.textWith("The reader on the desk");
      browser.find("#pay").click();
      assertThat(wallet.warning())
          .contains("You did not agree at the agent; nothing was given to the card.");
      assertThat(holder.balance()).isEqualTo(LOADED - PRICE);
    }
  }

  private void readBy(AgentStub agent) {
    wallet.open("#settings");
    Browser browser = wallet.browser();
    browser.choose("Where the reader is", "At this computer, through the agent");
    browser.type("Address of the agent", agent.base());
    browser.button("Save").click();
    wallet.textWith("Saved.");
  }

  private void pairWith(AgentStub agent) {
    wallet.open("#settings");
    Browser browser = wallet.browser();
    browser.await(found -> browser.button("Pair with the agent"));
    browser.button("Pair with the agent").click();
    assertThat(wallet.textWith("314159")).contains("Compare this number with the agent's");
    agent.agree();
    wallet.textWith("Paired.");
  }

  /** It may have let EXECUTE through before: nobody says that the card has seen nothing. */
  @Test
  void agent_thatKnowsTheWalletNoMoreAfterTheCommand_leavesTheDoubt() throws IOException {
    String settlement = asked(PRICE);
    try (AgentStub agent = new AgentStub(mall, READER)) {
      readBy(agent);
      pairWith(agent);
      agent.forgetsAfterTheNextCommand();
      wallet.open("#settlement=" + settlement);
      wallet.textWith("The reader on the desk");
      wallet.browser().find("#pay").click();
      assertThat(wallet.warning()).contains("No response from the card", "nothing is lost");
      assertThat(holder.balance()).isEqualTo(LOADED - PRICE);

      agent.remembers();
      wallet.open("");
      wallet.textWith("The reader on the desk");
      wallet.browser().find(".touch button").click();
      assertThat(wallet.textWith("went through"))
          .contains("Your last payment of ¥300 at A store went through.");
    }
  }

  @Test
  void agent_onAnotherMachine_isNotAllowed() {
    wallet.open("#settings");
    wallet.browser().choose("Where the reader is", "At this computer, through the agent");
    wallet.browser().type("Address of the agent", "http://192.168.1.1:8453/api/v1");
    wallet.browser().button("Save").click();

    assertThat(wallet.warning()).contains("Write an address of this computer");
  }

  // --- receipts

  @Test
  @DisplayName("Claim 6 works: a receipt is verified from a file, without any server")
  void receipt_verifiesOnThePageFromTheDisk_andAChangedOneDoesNot() throws IOException {
    Signed<SettlementRequest> request = till.request(PRICE);
    String settlement = till.post(request);
    wallet.pay(settlement).textWith("Paid ¥300");
    receipt(settlement, request.message());
    wallet.textWith("The store's receipt is here and holds.");
    wallet.open("#receipts").browser().find(".lines a").click();
    wallet.textWith("This receipt is genuine: all four seals hold.");
    assertThat(wallet.browser().text()).contains("R-1-1", settlement);
    String file = saved(settlement);
    String fingerprint =
        (String) wallet.browser().script("return document.querySelectorAll('dd')[4].innerText");

    line.close();
    assertThat(proof(file, fingerprint))
        .contains("1 of 1 are genuine", "all four seals hold", "¥300");
    assertThat(proof(file, "")).contains("Compare it with the operator's");
    assertThat(proof(file, fingerprint.replace('A', 'B').replace('1', '2')))
        .contains("0 of 1 are genuine", "another CA");
    int at = file.indexOf("\"completion\": \"") + 400;
    String changed = file.substring(0, at) + (char) (file.charAt(at) ^ 1) + file.substring(at + 1);
    assertThat(proof(changed, fingerprint)).contains("0 of 1 are genuine", "NOT genuine");
    assertThat(proof("{}", fingerprint)).contains("This file is no file of receipts");
    assertThat(wallet.browser().complaints()).isEmpty();
  }

  /** The file that the holder saves. */
  private String saved(String settlementId) {
    return (String)
        wallet.later(
            "Promise.all([import('./receipt-file.js'), import('./receipts-store.js')])"
                + ".then(async ([files, stores]) => files.fileOf("
                + "[await new stores.ReceiptsStore().get('"
                + settlementId
                + "')])).then(done, (failure) => done(String(failure)));");
  }

  private String proof(String file, String fingerprint) throws IOException {
    Path saved = Files.writeString(folder.resolve("receipt.json"), file);
    Browser browser = wallet.browser();
    browser.openUrl(WalletModules.FOLDER.resolve(ReceiptPage.FILE).toUri().toString());
    browser.find("#file").sendKeys(saved.toString());
    browser.find("#known").sendKeys(fingerprint);
    browser.find("button[type=submit]").click();
    return browser.await(
        found -> browser.find("#result").getText().isEmpty() ? null : browser.text());
  }

  @Test
  @DisplayName("Claim 6 refuses: a receipt that is not the store's word for this payment")
  void receipt_thatIsChanged_isCalledInvalid() {
    Signed<SettlementRequest> request = till.request(PRICE);
    String settlement = till.post(request);
    line.tamper(
        path -> path.endsWith("/receipt"),
        body -> body.startsWith("eyJ") ? Forgery.flipped(body, body.length() - 20) : body);
    wallet.pay(settlement).textWith("Paid ¥300");
    receipt(settlement, request.message());

    assertThat(wallet.textWith("INVALID"))
        .contains("The payment is made, but its receipt is INVALID", "ask the store");
    assertThat(wallet.browser().all(".seals li")).hasSize(3);
  }

  // --- without a connection

  @Test
  void wallet_withoutTheManager_opensReadsTheCardAndShowsReceipts() {
    String settlement = asked(PRICE);
    wallet.pay(settlement).textWith("Paid ¥300");
    wallet.later("navigator.serviceWorker.ready.then(() => caches.keys()).then(done);");
    wallet.browser().await(found -> kept() > 40 ? true : null);
    line.lose(request -> !request.path().startsWith("/card-sim/"), request -> false);
    wallet.touch();
    assertThat(wallet.textWith("¥700"))
        .contains("could not be settled now", "The manager gave no answer", "Payment");

    wallet.open("#receipt=" + settlement);
    assertThat(wallet.textWith("three seals hold")).contains("¥300", till.storeId());
  }

  private long kept() {
    return (Long)
        wallet.later(
            "caches.open('fiveseal-wallet').then((kept) => kept.keys())"
                + ".then((keys) => done(keys.length));");
  }

  // --- for everybody

  @Test
  void pages_haveAPolicy_thatLetsNoStrangersIn() throws IOException {
    for (String page : List.of("/client/", "/client/wallet/", "/client/wallet/index.html")) {
      assertThat(policy(page))
          .as(page)
          .contains("default-src 'none'; script-src 'self'; style-src 'self';")
          .contains("connect-src 'self' http://127.0.0.1:*;", "frame-ancestors 'none'")
          .doesNotContain("unsafe", "data:", "blob:", "https:");
    }
    String ofReceipts = policy("/client/wallet/" + ReceiptPage.FILE);
    assertThat(ofReceipts)
        .contains("default-src 'none'; script-src 'sha256-", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "'self'", "connect-src");
    assertThat(Files.readString(WalletModules.FOLDER.resolve(ReceiptPage.FILE)))
        .contains("content=\"" + ofReceipts.replace("; frame-ancestors 'none'", "") + "\"");
  }

  private String policy(String page) {
    Wire.Answer answer = new Wire(mall.http().baseUrl()).send(Wire.Ask.of("GET", page));
    assertThat(answer.status()).as(page).isEqualTo(200);
    assertThat(answer.header("x-content-type-options")).contains("nosniff");
    assertThat(answer.header("set-cookie")).isEmpty();
    return answer.header("content-security-policy").orElseThrow();
  }

  @Test
  void everyState_isForEverybody_inBothLanguages() {
    String settlement = asked(PRICE);
    wallet.browser().inLanguage("ja").colours("dark");
    everyView(settlement, state -> assertFits(state));
    wallet.browser().inLanguage("en").colours("light");
    everyView(settlement, state -> assertReadable(state));
    wallet.browser().colours("dark");
    assertReadable("settings, dark");
    wallet.ask(settlement);
    assertReadable("pay, dark");
    wallet.browser().colours("light");
    wallet.pay(settlement).textWith("Paid ¥300");
    assertReadable("paid");
    wallet.open("#receipts");
    wallet.browser().find(".lines a").click();
    wallet.browser().find("#proof");
    assertReadable("receipt");
    assertThat(wallet.browser().complaints()).isEmpty();
  }

  private void everyView(String settlement, Consumer<String> look) {
    wallet.touch();
    wallet.browser().find("#history");
    look.accept("card");
    wallet.ask(settlement);
    look.accept("pay");
    for (String view : List.of("load", "receipts", "settings")) {
      wallet.open("#" + view);
      look.accept(view);
    }
  }

  private void assertReadable(String state) {
    assertThat(wallet.browser().barriers()).as(state).isEmpty();
    assertFits(state);
  }

  private void assertFits(String state) {
    assertThat(wallet.browser().overflowing()).as(state).isEmpty();
  }

  private boolean isOffered() {
    wallet.browser().button("Card").click();
    wallet.browser().button("Settings").click();
    return wallet.browser().text().contains("Install this wallet");
  }

  @Test
  void wallet_canBeInstalled_andIsUsedByKeyboardAlone() {
    wallet.open("");
    Object manifest =
        wallet.later(
            "fetch('manifest.json').then((answer) => answer.json()).then((manifest) =>"
                + " done([manifest.display, manifest.start_url, manifest.icons.length]));");
    assertThat(manifest).isEqualTo(List.of("standalone", "./", 1L));
    // Chromium has looked at it and offers it.
    wallet.browser().await(found -> isOffered() ? true : null);
    wallet.ask(asked(PRICE));
    wallet.browser().tabTo("Pay ¥300").keys(org.openqa.selenium.Keys.ENTER);
    wallet.textWith("Paid ¥300");
  }
}
