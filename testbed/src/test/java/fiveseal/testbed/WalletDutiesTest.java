package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.Message;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The wallet's duties, against messages that are well signed and wrong in one thing each: what even
 * the manager's own seal must not make it accept.
 */
@Tag("browser")
class WalletDutiesTest {
  private static final String HOLDS = "holds";
  private static final long NOW = 1_780_000_000L;
  private static final String SETTLEMENT = "019a0000-0000-7000-8000-000000000001";
  private static final String OTHER_ID = "019a0000-0000-7000-8000-000000000002";
  private static final String COMMAND = Base64Url.encode(new byte[64]);
  private static final SigningKey MANAGER = SigningKey.generate();
  private static final SigningKey MALL = SigningKey.generate();
  private static final SigningKey KIOSK = SigningKey.generate();
  private static WalletModules wallet;

  @BeforeAll
  static void open() throws IOException {
    wallet = new WalletModules();
  }

  @AfterAll
  static void close() {
    wallet.close();
  }

  private final Map<String, Map<String, Object>> cases = new LinkedHashMap<>();
  private final Map<String, String> expected = new LinkedHashMap<>();

  private static Map<String, Object> key(SigningKey key, String owner, String role) {
    Map<String, Object> record = new HashMap<>(PublicKeys.toJwk(key.publicKey()));
    record.put("owner", owner);
    record.put("role", role);
    return record;
  }

  private static Map<String, Object> setting(Map<String, Object> mallsKey) {
    return Map.of(
        "keys",
        List.of(key(MANAGER, "manager", "MANAGER"), mallsKey, key(KIOSK, "kiosk-1", "STORE")),
        "managerId",
        "manager",
        "now",
        NOW);
  }

  /** A case, and what the wallet says of it. */
  private void add(String name, String said, Map<String, Object> each) {
    cases.put(name, each);
    expected.put(name, said);
  }

  private void assertAll() {
    assertAll(setting(key(MALL, "mall-1", "STORE")));
  }

  private void assertAll(Map<String, Object> setting) {
    List<String> told = wallet.sentences("duties", setting, List.copyOf(cases.values()));
    Map<String, String> said = new LinkedHashMap<>();
    int i = 0;
    for (String name : cases.keySet()) {
      said.put(name, told.get(i++));
    }
    assertThat(said).isEqualTo(expected);
  }

  // --- message 1

  private static final RequestLine BREAD = new RequestLine("bakery", 580, "Bread", "o-1");
  private static final RequestLine BOOK = new RequestLine("books", 1_400, "A novel", "o-2");

  private static SettlementRequest request(String aud, String requestId, RequestLine... lines) {
    long sum = List.of(lines).stream().mapToLong(RequestLine::amountMinor).sum();
    return new SettlementRequest(
        "mall-1",
        aud,
        requestId,
        Amount.of(sum, "JPY"),
        "A basket",
        List.of(lines),
        NOW - 10,
        NOW + 900);
  }

  private static final SettlementRequest BASKET = request("manager", "r-1", BREAD, BOOK);
  private static final String REQUEST = Signed.by(MALL, BASKET).compact();

  private static Map<String, Object> ofRequest(String message) {
    return Map.of("check", "request", "message", message);
  }

  @Test
  void request_thatIsNotForOurManagerOrNotByItsStore_isRefused() {
    add("good", HOLDS, ofRequest(REQUEST));
    add(
        "for another manager",
        "aud is not manager",
        ofRequest(Signed.by(MALL, request("elsewhere", "r-1", BREAD)).compact()));
    add(
        "by another store",
        "iss does not own this key",
        ofRequest(Signed.by(KIOSK, BASKET).compact()));
    add(
        "by the manager",
        "this key may not sign fiveseal-settlement-request",
        ofRequest(Signed.by(MANAGER, BASKET).compact()));
    assertAll();
  }

  @Test
  void request_byAKeyThatDidNotServe_isRefused() {
    Map<String, Object> mall = key(MALL, "mall-1", "STORE");
    mall.put("revokedAt", NOW - 10);
    add("revoked at iat", "this key is not valid at that time", ofRequest(REQUEST));
    assertAll(setting(mall));
    mall.put("revokedAt", NOW - 9);
    expected.put("revoked at iat", HOLDS);
    assertAll(setting(mall));
    mall.put("notAfter", NOW - 10);
    expected.put("revoked at iat", "this key is not valid at that time");
    assertAll(setting(mall));
    mall.put("notAfter", NOW);
    mall.put("notBefore", NOW - 9);
    assertAll(setting(mall));
  }

  // --- message 2

  private static String information(String id, String request, long iat, long exp) {
    return byManager(new SettlementInformation("manager", id, request, COMMAND, iat, exp));
  }

  private static String byManager(Message message) {
    return Signed.by(MANAGER, message).compact();
  }

  private static final String INFORMATION = information(SETTLEMENT, REQUEST, NOW - 1, NOW + 900);

  private static Map<String, Object> ofInformation(String message) {
    return Map.of(
        "check", "information", "message", message, "request", REQUEST, "settlementId", SETTLEMENT);
  }

  @Test
  @DisplayName(
      "Claim 4 refuses: a well signed message 2 that is wrong in one thing, in the browser")
  void information_thatIsWrongInOneThing_isRefused() {
    add("good", HOLDS, ofInformation(INFORMATION));
    add(
        "of a relayed request",
        HOLDS,
        Map.of("check", "information", "message", INFORMATION, "request", REQUEST));
    add(
        "of another settlement",
        "it is for another settlement",
        ofInformation(information(OTHER_ID, REQUEST, NOW - 1, NOW + 900)));
    String otherRequest = "it is for another request than the one that was shown";
    add(
        "of another amount",
        otherRequest,
        ofInformation(
            information(
                SETTLEMENT,
                Signed.by(MALL, request("manager", "r-1", BREAD)).compact(),
                NOW - 1,
                NOW + 900)));
    add(
        "of another request",
        otherRequest,
        ofInformation(
            information(
                SETTLEMENT,
                Signed.by(MALL, request("manager", "r-2", BREAD, BOOK)).compact(),
                NOW - 1,
                NOW + 900)));
    add(
        "of other lines",
        otherRequest,
        ofInformation(
            information(
                SETTLEMENT,
                Signed.by(MALL, request("manager", "r-1", BOOK, BREAD)).compact(),
                NOW - 1,
                NOW + 900)));
    add(
        "with a request that is not signed by the store",
        "the signature does not verify",
        ofInformation(
            information(SETTLEMENT, Forgery.signedBy(KIOSK, REQUEST), NOW - 1, NOW + 900)));
    add(
        "with the request under another signature of the store",
        HOLDS,
        ofInformation(
            information(SETTLEMENT, Forgery.signedBy(MALL, REQUEST), NOW - 1, NOW + 900)));
    add(
        "too old",
        "exp has passed, as this device's clock shows 2026-05-28T20:26:40Z",
        ofInformation(information(SETTLEMENT, REQUEST, NOW - 900, NOW - 61)));
    add(
        "just in time",
        HOLDS,
        ofInformation(information(SETTLEMENT, REQUEST, NOW - 900, NOW - 60)));
    add(
        "from the future",
        "iat lies in the future, as this device's clock shows 2026-05-28T20:26:40Z",
        ofInformation(information(SETTLEMENT, REQUEST, NOW + 61, NOW + 900)));
    add(
        "by a store",
        "this key may not sign fiveseal-settlement-information",
        ofInformation(
            Signed.by(
                    MALL,
                    new SettlementInformation(
                        "mall-1", SETTLEMENT, REQUEST, COMMAND, NOW - 1, NOW + 900))
                .compact()));
    add(
        "message 1 instead",
        "typ is fiveseal-settlement-request, not fiveseal-settlement-information",
        ofInformation(REQUEST));
    assertAll();
  }

  // --- message 3

  private static String completion(
      String aud, String id, String requestId, String information, Amount amount) {
    return byManager(
        new SettlementCompletion(
            "manager", aud, id, requestId, information, amount, NOW, Optional.empty()));
  }

  private static final String COMPLETION =
      completion("mall-1", SETTLEMENT, "r-1", INFORMATION, BASKET.amount());

  private static Map<String, Object> ofCompletion(String message) {
    return Map.of(
        "check", "completion", "message", message, "request", REQUEST, "settlementId", SETTLEMENT);
  }

  @Test
  @DisplayName(
      "Claim 5 refuses: a well signed message 3 that is wrong in one thing, in the browser")
  void completion_thatIsWrongInOneThing_isRefused() {
    Amount amount = BASKET.amount();
    add("good", HOLDS, ofCompletion(COMPLETION));
    add(
        "long after its message 2",
        HOLDS,
        ofCompletion(
            completion(
                "mall-1",
                SETTLEMENT,
                "r-1",
                information(SETTLEMENT, REQUEST, NOW - 90_000, NOW - 80_000),
                amount)));
    add(
        "of another settlement",
        "it is for another settlement",
        ofCompletion(completion("mall-1", OTHER_ID, "r-1", INFORMATION, amount)));
    add(
        "of another request",
        "it is for another request",
        ofCompletion(completion("mall-1", SETTLEMENT, "r-2", INFORMATION, amount)));
    add(
        "for another store",
        "it is for another store",
        ofCompletion(completion("kiosk-1", SETTLEMENT, "r-1", INFORMATION, amount)));
    add(
        "of another amount",
        "it tells another amount",
        ofCompletion(completion("mall-1", SETTLEMENT, "r-1", INFORMATION, Amount.of(1, "JPY"))));
    add(
        "in another currency",
        "it tells another amount",
        ofCompletion(
            completion(
                "mall-1", SETTLEMENT, "r-1", INFORMATION, Amount.of(amount.minor(), "KRW"))));
    add(
        "with another settlement's message 2",
        "it is for another settlement",
        ofCompletion(
            completion(
                "mall-1",
                SETTLEMENT,
                "r-1",
                information(OTHER_ID, REQUEST, NOW - 1, NOW + 900),
                amount)));
    add(
        "with a message 2 that is not signed by the manager",
        "the signature does not verify",
        ofCompletion(
            completion("mall-1", SETTLEMENT, "r-1", Forgery.signedBy(MALL, INFORMATION), amount)));
    assertAll();
  }

  // --- message 4

  private static final ReceiptLine BREADS = new ReceiptLine("bakery", 580, "R-1-1");
  private static final ReceiptLine BOOKS = new ReceiptLine("books", 1_400, "R-1-2");

  private static SettlementReceipt receipt(
      String iss, String manager, String id, String requestId, String of, ReceiptLine... lines) {
    long sum = List.of(lines).stream().mapToLong(ReceiptLine::amountMinor).sum();
    return new SettlementReceipt(
        iss,
        manager,
        id,
        requestId,
        Base64Url.encode(fiveseal.protocol.Digests.sha256(of)),
        "R-1",
        Amount.of(sum, "JPY"),
        List.of(lines),
        NOW + 5);
  }

  private static Map<String, Object> ofReceipt(SigningKey signer, SettlementReceipt receipt) {
    return Map.of(
        "check",
        "receipt",
        "message",
        Signed.by(signer, receipt).compact(),
        "request",
        REQUEST,
        "completion",
        COMPLETION,
        "settlementId",
        SETTLEMENT);
  }

  @Test
  @DisplayName(
      "Claim 6 refuses: a well signed message 4 that is wrong in one thing, in the browser")
  void receipt_thatIsWrongInOneThing_isRefused() {
    String other = completion("mall-1", SETTLEMENT, "r-1", INFORMATION, Amount.of(9, "JPY"));
    add(
        "good",
        HOLDS,
        ofReceipt(
            MALL, receipt("mall-1", "manager", SETTLEMENT, "r-1", COMPLETION, BREADS, BOOKS)));
    add(
        "another store's",
        "it is another store's",
        ofReceipt(
            KIOSK, receipt("kiosk-1", "manager", SETTLEMENT, "r-1", COMPLETION, BREADS, BOOKS)));
    add(
        "for another manager",
        "it is for another manager",
        ofReceipt(
            MALL, receipt("mall-1", "elsewhere", SETTLEMENT, "r-1", COMPLETION, BREADS, BOOKS)));
    add(
        "of another settlement",
        "it is for another settlement",
        ofReceipt(MALL, receipt("mall-1", "manager", OTHER_ID, "r-1", COMPLETION, BREADS, BOOKS)));
    add(
        "of another request",
        "it is for another request",
        ofReceipt(
            MALL, receipt("mall-1", "manager", SETTLEMENT, "r-2", COMPLETION, BREADS, BOOKS)));
    add(
        "of another completion",
        "it is for another completion",
        ofReceipt(MALL, receipt("mall-1", "manager", SETTLEMENT, "r-1", other, BREADS, BOOKS)));
    add(
        "of another amount",
        "it tells another amount",
        ofReceipt(MALL, receipt("mall-1", "manager", SETTLEMENT, "r-1", COMPLETION, BREADS)));
    add(
        "of lines in another order",
        "it tells other stores or amounts",
        ofReceipt(
            MALL, receipt("mall-1", "manager", SETTLEMENT, "r-1", COMPLETION, BOOKS, BREADS)));
    add(
        "signed by the manager",
        "this key may not sign fiveseal-settlement-receipt",
        ofReceipt(
            MANAGER, receipt("mall-1", "manager", SETTLEMENT, "r-1", COMPLETION, BREADS, BOOKS)));
    assertAll();
  }

  // --- message 5

  private static String update(
      UpdateKind kind, String id, OptionalLong amount, String currency, long iat, long exp) {
    return byManager(
        new ValueUpdate(
            "manager",
            id,
            kind,
            amount,
            IsoCurrency.of(currency),
            COMMAND,
            kind == UpdateKind.REFUND ? Optional.of(SETTLEMENT) : Optional.empty(),
            iat,
            exp));
  }

  private static String load(String id, long minor, String currency) {
    return update(UpdateKind.LOAD, id, OptionalLong.of(minor), currency, NOW, NOW + 300);
  }

  private static Map<String, Object> ofLoad(String message) {
    Map<String, Object> order = Map.of("updateId", OTHER_ID, "minor", 500, "currency", "JPY");
    return Map.of("check", "load", "message", message, "order", order);
  }

  @Test
  @DisplayName("Claim 9 refuses: a well signed message 5 that was not asked for, in the browser")
  void load_thatIsNotTheOneAskedFor_isRefused() {
    OptionalLong amount = OptionalLong.of(500);
    add("good", HOLDS, ofLoad(load(OTHER_ID, 500, "JPY")));
    add("another update", "it is another update", ofLoad(load(SETTLEMENT, 500, "JPY")));
    add("another amount", "it tells another amount", ofLoad(load(OTHER_ID, 501, "JPY")));
    add("another currency", "it tells another currency", ofLoad(load(OTHER_ID, 500, "KRW")));
    add(
        "a refund",
        "it is no LOAD",
        ofLoad(update(UpdateKind.REFUND, OTHER_ID, amount, "JPY", NOW, NOW + 300)));
    add(
        "a block",
        "it is no LOAD",
        ofLoad(update(UpdateKind.BLOCK, OTHER_ID, OptionalLong.empty(), "JPY", NOW, NOW + 300)));
    add(
        "too old",
        "exp has passed, as this device's clock shows 2026-05-28T20:26:40Z",
        ofLoad(update(UpdateKind.LOAD, OTHER_ID, amount, "JPY", NOW - 400, NOW - 61)));
    add(
        "from the future",
        "iat lies in the future, as this device's clock shows 2026-05-28T20:26:40Z",
        ofLoad(update(UpdateKind.LOAD, OTHER_ID, amount, "JPY", NOW + 61, NOW + 300)));
    assertAll();
  }

  private static Map<String, Object> ofDue(String message, long balance, String... done) {
    Map<String, Object> card = Map.of("currency", "JPY", "balance", balance);
    return Map.of("check", "due", "message", message, "card", card, "done", List.of(done));
  }

  @Test
  @DisplayName("Claim 9 refuses: a well signed message 5 that may not be due, in the browser")
  void due_thatMayNotBe_isRefused() {
    long full = Amount.MAX_MINOR;
    String refund =
        update(UpdateKind.REFUND, OTHER_ID, OptionalLong.of(500), "JPY", NOW, NOW + 300);
    add("good", HOLDS, ofDue(refund, 0));
    add("into a card that can just hold it", HOLDS, ofDue(refund, full - 500));
    add(
        "more than a card can hold",
        "it gives more than a card can hold",
        ofDue(refund, full - 499));
    add(
        "for the second time",
        "the card has taken this update already",
        ofDue(refund, 0, OTHER_ID));
    add(
        "in another currency",
        "it is in another currency than the card",
        ofDue(load(OTHER_ID, 500, "KRW"), 0));
    assertAll();
  }
}
