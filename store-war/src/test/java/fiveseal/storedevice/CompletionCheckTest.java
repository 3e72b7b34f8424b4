package fiveseal.storedevice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CompletionCheckTest {
  private final SigningKey key = SigningKey.generate();
  private final TestManager manager = TestManager.first();
  private final MemoryJournal journal = new MemoryJournal();
  private final CompletionCheck check =
      new CompletionCheck(
          Orders.IDENTITY, manager.register(), TestManager.registerOf("mall-1", key), journal);

  private String made(StoreOrder order) {
    String message1 = signedBy(key, order);
    return journal.requestMade(order.requestId(), message1);
  }

  private static String signedBy(SigningKey signer, StoreOrder order) {
    return new RequestSigning(Orders.IDENTITY, signer, () -> Orders.NOW)
        .sign(
            new RequestCreation(Orders.IDENTITY, Duration.ofMinutes(15), () -> Orders.NOW)
                .create(order))
        .compact();
  }

  private void assertGoodsStay(String message3, ErrorCode code) {
    assertThatThrownBy(() -> check.check(message3))
        .isInstanceOfSatisfying(
            ProtocolException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  @DisplayName(
      "Claim 5 works: S checks message 3, message 2 inside it and its own message 1 in that")
  void check_ofAGoodCompletion_isAccepted() {
    String message1 = made(Orders.basket("order-1"));
    String message3 = manager.completion(Orders.SETTLEMENT, message1);

    CheckedCompletion checked = check.check(message3);

    assertThat(checked.completion().compact()).isEqualTo(message3);
    assertThat(checked.information().message().settlementId()).isEqualTo(Orders.SETTLEMENT);
    assertThat(checked.request().compact()).isEqualTo(message1);
  }

  @Test
  @DisplayName("Claim 20 works: S checks signature 3 of known messages with M's public key")
  void check_ofKnownMessages_isAccepted() {
    JsonMembers known = Json.object(TestManager.resource("known-messages.json").strip());
    JsonMembers messages = known.object("messages");
    journal.requestMade(known.text("requestId"), messages.text("message1"));
    CompletionCheck knownCheck =
        new CompletionCheck(
            Orders.IDENTITY,
            kid -> record(messages.object("managerJwk"), "manager", KeyRole.MANAGER),
            kid -> record(messages.object("storeJwk"), "mall-1", KeyRole.STORE),
            journal);

    CheckedCompletion checked = knownCheck.check(messages.text("message3"));

    assertThat(checked.information().compact()).isEqualTo(messages.text("message2"));
    assertThat(checked.request().compact()).isEqualTo(messages.text("message1"));
  }

  private static Optional<KeyRecord> record(JsonMembers jwk, String owner, KeyRole role) {
    ECPublicKey publicKey = PublicKeys.fromJwk(jwk.text("x"), jwk.text("y"));
    return Optional.of(
        new KeyRecord(
            PublicKeys.thumbprint(publicKey),
            owner,
            role,
            publicKey,
            Instant.MIN,
            Instant.MAX,
            Optional.empty()));
  }

  @Test
  @DisplayName("Claim 20 refuses: a completion under another key than M's")
  void check_underAnotherKey_isRefused() {
    String message1 = made(Orders.basket("order-1"));

    assertGoodsStay(
        TestManager.intruder().completion(Orders.SETTLEMENT, message1),
        ErrorCode.SIGNATURE_REFUSED);
  }

  @Test
  @DisplayName("Claim 5 refuses: a completion with any one character changed")
  void check_ofATamperedCompletion_isRefused() {
    String message3 = manager.completion(Orders.SETTLEMENT, made(Orders.basket("order-1")));

    for (int i = 0; i < message3.length(); i += 7) {
      char other = message3.charAt(i) == 'A' ? 'B' : 'A';
      String tampered = message3.substring(0, i) + other + message3.substring(i + 1);
      if (!tampered.equals(message3)) {
        assertThatThrownBy(() -> check.check(tampered)).isInstanceOf(ProtocolException.class);
      }
    }
    assertThat(check.check(message3)).isNotNull();
  }

  @Test
  @DisplayName("Claim 5 refuses: a completion over another amount than ordered")
  void check_ofAnotherAmount_isRefused() {
    String message1 = made(Orders.basket("order-1"));
    String message2 = manager.information(Orders.SETTLEMENT, message1);

    assertGoodsStay(
        manager.completion(
            "mall-1", Orders.SETTLEMENT, "order-1", message2, Amount.of(1979, "JPY")),
        ErrorCode.MESSAGE_REFUSED);
    assertGoodsStay(
        manager.completion(
            "mall-1", Orders.SETTLEMENT, "order-1", message2, Amount.of(1980, "EUR")),
        ErrorCode.MESSAGE_REFUSED);
  }

  @Test
  @DisplayName("Claim 5 refuses: a completion for a cheaper request of the same id")
  void check_ofAnotherRequestUnderTheSameId_isRefused() {
    made(Orders.basket("order-1"));
    String cheaper = signedBy(key, Orders.simple("order-1", 1));

    assertGoodsStay(manager.completion(Orders.SETTLEMENT, cheaper), ErrorCode.MESSAGE_REFUSED);
  }

  @Test
  @DisplayName("Claim 5 refuses: a completion whose message 2 is another settlement's")
  void check_ofMessage2OfAnotherSettlement_isRefused() {
    String message1 = made(Orders.basket("order-1"));
    String foreign = manager.information(Orders.OTHER_SETTLEMENT, message1);

    assertGoodsStay(
        manager.completion("mall-1", Orders.SETTLEMENT, "order-1", foreign, Amount.of(1980, "JPY")),
        ErrorCode.MESSAGE_REFUSED);
  }

  @Test
  @DisplayName("Claim 5 refuses: a completion whose message 2 is about another order")
  void check_ofMessage2OfAnotherOrder_isRefused() {
    made(Orders.basket("order-1"));
    String other = made(Orders.basket("order-2"));
    String message2 = manager.information(Orders.SETTLEMENT, other);

    assertGoodsStay(
        manager.completion(
            "mall-1", Orders.SETTLEMENT, "order-1", message2, Amount.of(1980, "JPY")),
        ErrorCode.MESSAGE_REFUSED);
  }

  @Test
  @DisplayName("Claim 5 refuses: a completion whose message 2 is signed by somebody else")
  void check_ofMessage2UnderAnotherKey_isRefused() {
    String message1 = made(Orders.basket("order-1"));
    String forged = TestManager.intruder().information(Orders.SETTLEMENT, message1);

    assertGoodsStay(
        manager.completion("mall-1", Orders.SETTLEMENT, "order-1", forged, Amount.of(1980, "JPY")),
        ErrorCode.SIGNATURE_REFUSED);
  }

  @Test
  @DisplayName("Claim 5 refuses: a completion with message 1 under a forged signature")
  void check_ofMessage1UnderAnotherKey_isRefused() {
    StoreOrder order = Orders.basket("order-1");
    made(order);

    assertGoodsStay(
        manager.completion(Orders.SETTLEMENT, signedBy(SigningKey.generate(), order)),
        ErrorCode.SIGNATURE_REFUSED);
  }

  @Test
  void check_ofMessage1UnderAnotherValidSignature_isAccepted() {
    StoreOrder order = Orders.basket("order-1");
    String kept = made(order);
    String resigned = signedBy(key, order);

    assertThat(resigned).isNotEqualTo(kept);
    CheckedCompletion checked = check.check(manager.completion(Orders.SETTLEMENT, resigned));
    assertThat(checked.request().compact()).isEqualTo(kept);
  }

  @Test
  @DisplayName("Claim 5 refuses: a completion for another store")
  void check_forAnotherStore_isRefused() {
    String message1 = made(Orders.basket("order-1"));
    String message2 = manager.information(Orders.SETTLEMENT, message1);

    assertGoodsStay(
        manager.completion(
            "mall-2", Orders.SETTLEMENT, "order-1", message2, Amount.of(1980, "JPY")),
        ErrorCode.MESSAGE_REFUSED);
  }

  @Test
  @DisplayName("Claim 5 refuses: a completion for an order that this store never made")
  void check_ofAnUnknownOrder_isRefused() {
    assertGoodsStay(
        manager.completion(Orders.SETTLEMENT, signedBy(key, Orders.basket("order-9"))),
        ErrorCode.MESSAGE_REFUSED);
  }

  @Test
  void check_ofAnotherSettlementForTheOrder_isRefused() {
    String message1 = made(Orders.basket("order-1"));
    journal.requestTaken("order-1", Orders.OTHER_SETTLEMENT, "http://localhost/");

    assertGoodsStay(manager.completion(Orders.SETTLEMENT, message1), ErrorCode.MESSAGE_REFUSED);
  }

  @Test
  void check_ofASecondCompletionForTheOrder_isRefused() {
    String message1 = made(Orders.basket("order-1"));
    String first = manager.completion(Orders.SETTLEMENT, message1);
    journal.completionAccepted("order-1", Orders.SETTLEMENT, first);
    String message2 =
        Signed.parse(first, SettlementCompletion.class).message().settlementInformation();
    String laterInformation = manager.information(Orders.SETTLEMENT, message1);

    assertThat(check.check(first)).isNotNull();
    assertThat(laterInformation).isNotEqualTo(message2);
    assertGoodsStay(
        manager.completion(
            "mall-1", Orders.SETTLEMENT, "order-1", laterInformation, Amount.of(1980, "JPY")),
        ErrorCode.MESSAGE_REFUSED);
  }

  @Test
  void check_ofATimeThatNoCalendarKnows_isRefused() {
    String message3 = manager.completion(Orders.SETTLEMENT, made(Orders.basket("order-1")));
    String[] parts = message3.split("\\.", -1);
    String payload =
        new String(Base64Url.decode(parts[1]), UTF_8)
            .replaceFirst("\"iat\":[0-9]+", "\"iat\":999999999999999999");

    assertGoodsStay(
        parts[0] + '.' + Base64Url.encode(payload.getBytes(UTF_8)) + '.' + parts[2],
        ErrorCode.SIGNATURE_REFUSED);
  }

  @Test
  void check_ofAnotherTypeOfMessage_isRefused() {
    String message1 = made(Orders.basket("order-1"));

    assertGoodsStay(message1, ErrorCode.MESSAGE_MALFORMED);
    assertGoodsStay(manager.information(Orders.SETTLEMENT, message1), ErrorCode.MESSAGE_MALFORMED);
    assertGoodsStay("", ErrorCode.MESSAGE_MALFORMED);
  }
}
