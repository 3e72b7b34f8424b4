package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.MessageType;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A trace that is whole verifies; each way of spoiling it is seen. */
class TraceCheckTest {

  private static final SigningKey MANAGER = SigningKey.generate();
  private static final SigningKey STORE = SigningKey.generate();
  private static final KeyRegister KEYS =
      kid ->
          Optional.ofNullable(
              Map.of(
                      MANAGER.kid(), record(MANAGER, "manager", KeyRole.MANAGER),
                      STORE.kid(), record(STORE, "kiosk-1", KeyRole.STORE))
                  .get(kid));
  private static final String ID = "01a20db9-8479-79f3-aaff-6d09a90961eb";
  private static final String OTHER_ID = "01a20db9-8479-79f3-aaff-6d09a90961ec";
  private static final String COMMAND = Base64Url.encode(new byte[64]);
  private static final long NOW = 1_790_000_000;
  private static final Amount AMOUNT = Amount.of(820, "JPY");

  private static KeyRecord record(SigningKey key, String owner, KeyRole role) {
    return new KeyRecord(
        key.kid(),
        owner,
        role,
        key.publicKey(),
        Instant.EPOCH,
        Instant.ofEpochSecond(4_000_000_000L),
        Optional.empty());
  }

  private static Signed<SettlementRequest> request(Amount amount) {
    return Signed.by(
        STORE,
        new SettlementRequest(
            "kiosk-1",
            "manager",
            "r-1",
            amount,
            "Tea",
            List.of(new RequestLine("kiosk-1", amount.minor(), "Tea", "o-1")),
            NOW,
            NOW + 900));
  }

  private static Signed<SettlementInformation> information(String id, String request) {
    return Signed.by(
        MANAGER, new SettlementInformation("manager", id, request, COMMAND, NOW, NOW + 900));
  }

  private static Signed<SettlementCompletion> completion(String information) {
    return Signed.by(
        MANAGER,
        new SettlementCompletion(
            "manager", "kiosk-1", ID, "r-1", information, AMOUNT, NOW, Optional.empty()));
  }

  private static Signed<SettlementReceipt> receipt(byte[] completionDigest, Amount amount) {
    return Signed.by(
        STORE,
        new SettlementReceipt(
            "kiosk-1",
            "manager",
            ID,
            "r-1",
            Base64Url.encode(completionDigest),
            "n-1",
            amount,
            List.of(new ReceiptLine("kiosk-1", amount.minor(), "n-1")),
            NOW));
  }

  private final Signed<SettlementRequest> request = request(AMOUNT);
  private final Signed<SettlementInformation> information = information(ID, request.compact());
  private final Signed<SettlementCompletion> completion = completion(information.compact());
  private final Signed<SettlementReceipt> receipt = receipt(completion.digest(), AMOUNT);

  private static Trace.StoredMessage stored(int number, Signed<? extends Message> message) {
    return new Trace.StoredMessage(
        number, MessageType.of(message.message().getClass()).typ(), message.compact(), 0);
  }

  private static Trace paid(long amountMinor, List<Trace.StoredMessage> messages) {
    return new Trace(
        ID,
        "RECEIPTED",
        messages,
        List.of(new Trace.StoredCommand("****", 1, "DONE")),
        List.of(
            new Trace.StoredTransfer("CARD:****", "STORE:kiosk-1", amountMinor, "JPY", "PAYMENT"),
            new Trace.StoredTransfer("STORE:kiosk-1", "OPERATOR_FEE:operator", 8, "JPY", "FEE")));
  }

  private List<Trace.StoredMessage> four() {
    return new ArrayList<>(
        List.of(
            stored(1, request), stored(2, information), stored(3, completion), stored(4, receipt)));
  }

  private static void expectRefusal(Trace trace, String reason) {
    assertThatThrownBy(() -> new TraceCheck(trace, KEYS).payment())
        .isInstanceOf(Trouble.class)
        .hasMessageContaining(reason);
  }

  private Trace with(int number, Signed<? extends Message> other) {
    List<Trace.StoredMessage> messages = four();
    messages.set(number - 1, stored(number, other));
    return paid(820, messages);
  }

  @Test
  void payment_asStored_showsFourSeals() {
    assertThat(new TraceCheck(paid(820, four()), KEYS).payment())
        .extracting(Seal::number, Seal::signer)
        .containsExactly(
            tuple(1, "kiosk-1"), tuple(2, "manager"), tuple(3, "manager"), tuple(4, "kiosk-1"));
  }

  @Test
  void payment_withAnotherRequest_isRefused() {
    expectRefusal(with(1, request(Amount.of(821, "JPY"))), "message 2 embeds another request");
  }

  @Test
  void payment_withInformationOfAnotherSettlement_isRefused() {
    Signed<SettlementInformation> other = information(OTHER_ID, request.compact());
    expectRefusal(with(2, other), "message 3 embeds other settlement information");
  }

  @Test
  void payment_whoseCardWasPresentedAgain_showsFourSeals() {
    List<Trace.StoredMessage> messages = four();
    messages.add(2, stored(2, information(OTHER_ID, request.compact())));

    assertThat(new TraceCheck(paid(820, messages), KEYS).payment()).hasSize(4);
  }

  @Test
  void payment_withAReceiptOfAnotherCompletion_isRefused() {
    expectRefusal(with(4, receipt(request.digest(), AMOUNT)), "another completion");
  }

  @Test
  void payment_withAReceiptOfAnotherAmount_isRefused() {
    Amount more = Amount.of(900, "JPY");
    expectRefusal(with(4, receipt(completion.digest(), more)), "message 4 names another amount");
  }

  @Test
  void payment_withoutItsReceipt_isRefused() {
    expectRefusal(paid(820, four().subList(0, 3)), "Message 4 of " + ID + " is missing");
  }

  @Test
  void payment_whoseTransfersAreNotTheSignedAmount_isRefused() {
    expectRefusal(paid(819, four()), "not the signed amount");
  }

  @Test
  void payment_withAFlippedSignature_isRefused() {
    String compact = receipt.compact();
    int last = compact.lastIndexOf('.') + 3;
    char flipped = compact.charAt(last) == 'A' ? 'B' : 'A';
    List<Trace.StoredMessage> messages = four();
    messages.set(
        3,
        new Trace.StoredMessage(
            4, "", compact.substring(0, last) + flipped + compact.substring(last + 1), 0));
    expectRefusal(paid(820, messages), "does not verify");
  }

  @Test
  void update_asStored_showsSealFive() {
    assertThat(new TraceCheck(load(820), KEYS).update())
        .extracting(Seal::number, Seal::signer)
        .containsExactly(tuple(5, "manager"));
  }

  @Test
  void update_whoseTransfersAreNotTheSignedAmount_isRefused() {
    assertThatThrownBy(() -> new TraceCheck(load(821), KEYS).update())
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("not the signed amount");
  }

  private static Trace load(long moved) {
    Signed<ValueUpdate> update =
        Signed.by(
            MANAGER,
            new ValueUpdate(
                "manager",
                ID,
                UpdateKind.LOAD,
                OptionalLong.of(820),
                IsoCurrency.of("JPY"),
                COMMAND,
                Optional.empty(),
                NOW,
                NOW + 900));
    return new Trace(
        ID,
        "DONE",
        List.of(stored(5, update)),
        List.of(),
        List.of(
            new Trace.StoredTransfer(
                "LOAD_IN_TRANSIT:operator", "CARD:****", moved, "JPY", "LOAD_DONE")));
  }
}
