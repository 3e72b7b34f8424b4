package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.card.CardException;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.StatusWord;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.protocol.jws.Verifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The claims, each observed on the deployed application from outside: it works, and it refuses. */
class ClaimsIT extends OnDeployedMall {

  private static final String READER = "reader-3";
  private static final String OTHER_READER = "reader-4";

  private final Mall mall = Mall.get();
  private final Till till = Till.ofNewStore(mall);

  /** What holds with the manager's published key alone. */
  private Verifier managersKey() {
    var jwk = mall.http().get("/client/api/v1/keys").require(200).json().objects("keys").get(0);
    KeyRecord key =
        new KeyRecord(
            jwk.text("kid"),
            jwk.text("iss"),
            KeyRole.MANAGER,
            PublicKeys.fromJwk(jwk.text("x"), jwk.text("y")),
            Instant.ofEpochSecond(jwk.integer("nbf")),
            Instant.ofEpochSecond(jwk.integer("exp")),
            Optional.empty());
    return new Verifier(kid -> Optional.of(key).filter(known -> known.kid().equals(kid)));
  }

  @Test
  @DisplayName("Claim 1 works: request, ciphertext, client, card; the balance falls by the amount")
  void payment_byTheCard_debitsExactlyTheAmount() {
    Holder holder = Holder.withNewCard(mall, READER, 5000);
    String id = till.post(till.request(1980));

    Http.Reply paid = holder.pay(id);

    assertThat(paid.status()).as(paid.body()).isEqualTo(200);
    assertThat(paid.json().text("state")).isEqualTo("COMPLETED");
    assertThat(holder.balance()).isEqualTo(3020);
    assertThat(mall.operator().sumIsZero(Mall.CURRENCY)).isTrue();
  }

  @Test
  @DisplayName("Claim 1 refuses: the ciphertext on another card")
  void ciphertext_onAnotherCard_isRefusedWith6982() {
    Holder holder = Holder.withNewCard(mall, READER, 5000);
    Holder other = Holder.withNewCard(mall, OTHER_READER, 5000);
    String id = till.post(till.request(1000));
    byte[] command = Holder.commandOf(holder.issue(id, holder.touch()).require(200).body());
    other.touch();

    assertThatThrownBy(() -> other.purse().execute(command))
        .isInstanceOfSatisfying(
            CardException.class,
            e -> assertThat(e.statusWord()).isEqualTo(StatusWord.SECURITY_STATUS_NOT_SATISFIED));
    assertThat(other.balance()).isEqualTo(5000);
    assertThat(holder.balance()).isEqualTo(5000);
  }

  @Test
  @DisplayName("Claim 2 works: signature 1 is checked before the settlement exists")
  void request_signedByItsStore_isTaken() {
    Signed<SettlementRequest> request = till.request(100);
    Http.Reply first =
        mall.http().postJose(Till.STORE_API + "/settlements", request.compact()).require(201);
    Http.Reply again =
        mall.http().postJose(Till.STORE_API + "/settlements", request.compact()).require(201);

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(first.json().text("payUrl"))
        .endsWith("/#settlement=" + first.json().text("settlementId"));
  }

  @Test
  @DisplayName(
      "Claim 2 refuses: flipped byte, unknown or revoked key, another type; nothing stored")
  void request_notValidlySigned_isRefusedAndLeavesNothing() {
    Signed<SettlementRequest> good = till.request(100);
    String flipped = flip(good.compact(), good.signedPart().length() + 10);
    assertRefused(flipped, 401, "signature-refused");
    assertRefused(
        Signed.by(SigningKey.generate(), good.message()).compact(), 401, "signature-refused");
    assertRefused(
        Signed.by(mall.key(DemoStore.KIOSK), good.message()).compact(), 401, "signature-refused");
    assertRefused(till.bearer(), 400, "message-malformed");

    Till revoked = Till.ofNewStore(mall);
    Signed<SettlementRequest> before = revoked.request(100);
    String id = revoked.post(before);
    mall.operator().revoke(revoked.storeId(), revoked.key().kid());
    assertRefused(revoked.request(100).compact(), 401, "signature-refused");
    assertThat(
            mall.http()
                .postJose(Till.STORE_API + "/settlements", before.compact())
                .require(201)
                .json()
                .text("settlementId"))
        .as("what was received before stays valid")
        .isEqualTo(id);

    assertThat(
            mall.http()
                .get(
                    Till.STORE_API + "/settlements?requestId=" + good.message().requestId(),
                    till.bearer())
                .require(200)
                .json()
                .objects("settlements"))
        .isEmpty();
  }

  private void assertRefused(String message1, int status, String code) {
    Http.Reply reply = mall.http().postJose(Till.STORE_API + "/settlements", message1);
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.code()).contains(code);
    assertThat(reply.contentType()).startsWith("application/problem+json");
  }

  /** Changes the character at this place into another one of base64url. */
  private static String flip(String compact, int place) {
    char other = compact.charAt(place) == 'A' ? 'B' : 'A';
    return compact.substring(0, place) + other + compact.substring(place + 1);
  }

  @Test
  @DisplayName("Claim 3 works: the client relays message 1; direct and relayed make one settlement")
  void request_relayedByTheClient_makesOneSettlement() {
    Holder holder = Holder.withNewCard(mall, READER, 2000);
    Signed<SettlementRequest> request = till.request(700);
    Initialize initialize = holder.touch();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("request", request.compact());
    body.put("initialize", holder.proof(initialize));

    String message2 =
        mall.http().postJson(Holder.CLIENT_API + "/settlements", body).require(200).body();
    String again =
        mall.http().postJson(Holder.CLIENT_API + "/settlements", body).require(200).body();
    assertThat(again).isEqualTo(message2);

    SettlementInformation information =
        Signed.parse(message2, SettlementInformation.class).message();
    assertThat(information.request()).isEqualTo(request.compact());
    assertThat(till.post(request)).isEqualTo(information.settlementId());
    holder
        .answer(
            information.settlementId(),
            initialize.counter(),
            holder.execute(Holder.commandOf(message2)))
        .require(200);
    assertThat(holder.balance()).isEqualTo(1300);
  }

  @Test
  @DisplayName("Claim 3 refuses: a request altered on the way")
  void request_alteredByTheClient_isRefused() {
    Signed<SettlementRequest> request = till.request(700);
    String altered = flip(request.compact(), request.compact().indexOf('.') + 40);
    Http.Reply reply = mall.http().postJose(Holder.CLIENT_API + "/settlements", altered);
    assertThat(reply.status()).isIn(400, 401);
  }

  @Test
  @DisplayName("Claim 4 works: signature 2 over the command and the request with its signature 1")
  void information_verifiesWithTheManagersKey() {
    Holder holder = Holder.withNewCard(mall, READER, 2000);
    Signed<SettlementRequest> request = till.request(500);
    String id = till.post(request);
    String message2 = holder.issue(id, holder.touch()).require(200).body();

    SettlementInformation information =
        managersKey().verifyAtIat(message2, SettlementInformation.class).message();
    assertThat(information.settlementId()).isEqualTo(id);
    assertThat(information.request()).isEqualTo(request.compact());
    assertThat(Base64Url.decode(information.command())).hasSize(64);
  }

  @Test
  @DisplayName("Claim 4 refuses: message 2 with a bad signature verifies nowhere")
  void information_whenAltered_verifiesNowhere() {
    Holder holder = Holder.withNewCard(mall, READER, 2000);
    String message2 =
        holder.issue(till.post(till.request(500)), holder.touch()).require(200).body();
    String altered = flip(message2, message2.lastIndexOf('.') + 5);
    assertThatThrownBy(() -> managersKey().verifyAtIat(altered, SettlementInformation.class))
        .isInstanceOf(ProtocolException.class);
    assertThat(holder.balance()).isEqualTo(2000);
  }

  @Test
  @DisplayName(
      "Claim 5 works: the completion contains the settlement information, under signature 3")
  void completion_containsTheInformation_andVerifies() {
    Holder holder = Holder.withNewCard(mall, READER, 2000);
    Signed<SettlementRequest> request = till.request(500);
    String id = till.post(request);
    assertThat(till.completion(id).code()).contains("not-completed");
    holder.pay(id).require(200);

    String message3 = till.completion(id).require(200).body();
    SettlementCompletion completion =
        managersKey().verifyAtIat(message3, SettlementCompletion.class).message();
    assertThat(completion.aud()).isEqualTo(till.storeId());
    assertThat(completion.amount()).isEqualTo(request.message().amount());
    assertThat(
            Signed.parse(completion.settlementInformation(), SettlementInformation.class)
                .message()
                .request())
        .isEqualTo(request.compact());
  }

  @Test
  @DisplayName("Claim 5 refuses: another store does not even learn that it exists")
  void completion_askedForByAnotherStore_isNotFound() {
    String id = till.post(till.request(500));
    Http.Reply foreign = Till.ofNewStore(mall).completion(id);
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.code()).contains("not-found");
  }

  @Test
  @DisplayName("Claim 6 works: the receipt reaches manager and client, and replays alike")
  void receipt_reachesManagerAndClient() {
    Receipted receipted = receipted();
    assertThat(
            mall.http()
                .get(Holder.CLIENT_API + "/settlements/" + receipted.id + "/receipt?wait=0")
                .require(200)
                .body())
        .isEqualTo(receipted.receipt.compact());
    Http.Reply again = till.postReceipt(receipted.id, receipted.receipt);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().text("state")).isEqualTo("RECEIPTED");
  }

  private record Receipted(String id, Signed<SettlementReceipt> receipt) {}

  private Receipted receipted() {
    Holder holder = Holder.withNewCard(mall, READER, 2000);
    Signed<SettlementRequest> request = till.request(500);
    String id = till.post(request);
    holder.pay(id).require(200);
    Signed<SettlementCompletion> completion =
        Signed.parse(till.completion(id).require(200).body(), SettlementCompletion.class);
    Signed<SettlementReceipt> receipt =
        Signed.by(till.key(), till.receipt(completion, request.message(), mall.now()));
    till.postReceipt(id, receipt).require(200);
    return new Receipted(id, receipt);
  }

  @Test
  @DisplayName("Claim 6 refuses: a forged receipt leaves the receipt outstanding")
  void receipt_whenForged_leavesItOutstanding() {
    Holder holder = Holder.withNewCard(mall, READER, 2000);
    Signed<SettlementRequest> request = till.request(500);
    String id = till.post(request);
    holder.pay(id).require(200);
    Signed<SettlementCompletion> completion =
        Signed.parse(till.completion(id).require(200).body(), SettlementCompletion.class);
    SettlementReceipt content = till.receipt(completion, request.message(), mall.now());

    assertThat(till.postReceipt(id, Signed.by(SigningKey.generate(), content)).status())
        .isEqualTo(401);
    Signed<SettlementCompletion> other =
        new Signed<>(completion.message(), completion.compact() + "A", completion.kid());
    assertThat(
            till.postReceipt(
                    id, Signed.by(till.key(), till.receipt(other, request.message(), mall.now())))
                .status())
        .isEqualTo(422);
    assertThat(mall.trace(id).state()).isEqualTo("COMPLETED");
    assertThat(mall.http().get(Holder.CLIENT_API + "/settlements/" + id + "/receipt?wait=0").code())
        .contains("not-receipted");
  }

  @Test
  @DisplayName("Claim 7 works: one debit for a basket over two lower stores, own ledger accounts")
  void basket_overTwoLowerStores_isOneDebit() {
    Holder holder = Holder.withNewCard(mall, READER, 5000);
    Till mallTill = new Till(mall, DemoStore.MALL.id(), mall.key(DemoStore.MALL));
    List<RequestLine> lines = List.of(Till.line("bakery", 480), Till.line("books", 1500));
    String id = mallTill.post(mallTill.sign(mallTill.content(Till.newId(), 1980, lines)));

    holder.pay(id).require(200);

    assertThat(holder.balance()).isEqualTo(3020);
    Trace trace = mall.trace(id);
    assertThat(trace.commands()).hasSize(1);
    assertThat(
            trace.transfers().stream()
                .filter(transfer -> transfer.kind().equals("PAYMENT"))
                .map(Trace.StoredTransfer::credit))
        .containsExactly("STORE:bakery", "STORE:books");
  }

  @Test
  @DisplayName(
      "Claim 7 refuses: a line of a store without contract, a lower store's key, its reads")
  void basket_outsideTheContract_isRefused() {
    Till mallTill = new Till(mall, DemoStore.MALL.id(), mall.key(DemoStore.MALL));
    List<RequestLine> foreign = List.of(Till.line("bakery", 480), Till.line("kiosk-1", 100));
    assertRefused(
        mallTill.sign(mallTill.content(Till.newId(), 580, foreign)).compact(),
        422,
        "message-refused");

    DemoStore bakery = DemoStore.MALL.lowerStores().get(0);
    Till lower = new Till(mall, bakery.id(), mall.key(bakery));
    assertRefused(lower.request(480).compact(), 401, "signature-refused");
    String id =
        mallTill.post(
            mallTill.sign(mallTill.content(Till.newId(), 100, List.of(Till.line("books", 100)))));
    assertThat(mall.http().get(Till.STORE_API + "/settlements/" + id, lower.bearer()).status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("Claim 8 works: a top-up by message 5 raises the balance once")
  void load_raisesTheBalanceOnce() {
    Holder holder = Holder.withNewCard(mall, READER, 0);
    String voucher = mall.operator().voucher(3000, Mall.CURRENCY);
    String updateId = UUID.randomUUID().toString();
    Initialize initialize = holder.touch();
    String message5 = holder.requestLoad(updateId, 3000, voucher, initialize).require(200).body();
    assertThat(holder.requestLoad(updateId, 3000, voucher, initialize).require(200).body())
        .isEqualTo(message5);
    byte[] answer =
        holder.execute(
            Base64Url.decode(Signed.parse(message5, ValueUpdate.class).message().command()));
    Http.Reply done = holder.answerLoad(updateId, initialize.counter(), answer).require(200);
    Http.Reply again = holder.answerLoad(updateId, initialize.counter(), answer).require(200);

    assertThat(done.json().text("state")).isEqualTo("DONE");
    assertThat(again.body()).isEqualTo(done.body());
    assertThat(holder.balance()).isEqualTo(3000);
    assertThat(mall.operator().sumIsZero(Mall.CURRENCY)).isTrue();
  }

  @Test
  @DisplayName("Claim 8 refuses: replay, another card, a used voucher: no effect")
  void load_replayedOrOnAnotherCard_hasNoEffect() {
    Holder holder = Holder.withNewCard(mall, READER, 0);
    Holder other = Holder.withNewCard(mall, OTHER_READER, 0);
    String voucher = mall.operator().voucher(3000, Mall.CURRENCY);
    String updateId = UUID.randomUUID().toString();
    Initialize initialize = holder.touch();
    String message5 = holder.requestLoad(updateId, 3000, voucher, initialize).require(200).body();
    byte[] command =
        Base64Url.decode(Signed.parse(message5, ValueUpdate.class).message().command());
    other.touch();
    assertThatThrownBy(() -> other.purse().execute(command)).isInstanceOf(CardException.class);
    holder.answerLoad(updateId, initialize.counter(), holder.execute(command)).require(200);
    holder.touch();
    assertThatThrownBy(() -> holder.purse().execute(command)).isInstanceOf(CardException.class);

    Http.Reply used = other.requestLoad(UUID.randomUUID().toString(), 3000, voucher, other.touch());
    assertThat(used.code()).contains("funding-refused");
    assertThat(holder.balance()).isEqualTo(3000);
    assertThat(other.balance()).isZero();
  }

  @Test
  @DisplayName("Claim 9 works: message 5 verifies with the manager's key before the card gets it")
  void update_verifiesWithTheManagersKey() {
    Holder holder = Holder.withNewCard(mall, READER, 0);
    String message5 = newLoad(holder);
    ValueUpdate update = managersKey().verifyAtIat(message5, ValueUpdate.class).message();
    assertThat(update.amountMinor()).hasValue(100);
  }

  @Test
  @DisplayName("Claim 9 refuses: a bad signature 5 verifies nowhere")
  void update_whenAltered_verifiesNowhere() {
    Holder holder = Holder.withNewCard(mall, READER, 0);
    String message5 = newLoad(holder);
    String altered = flip(message5, message5.lastIndexOf('.') + 5);
    assertThatThrownBy(() -> managersKey().verifyAtIat(altered, ValueUpdate.class))
        .isInstanceOf(ProtocolException.class);
    assertThat(holder.balance()).isZero();
  }

  private String newLoad(Holder holder) {
    return holder
        .requestLoad(
            UUID.randomUUID().toString(),
            100,
            mall.operator().voucher(100, Mall.CURRENCY),
            holder.touch())
        .require(200)
        .body();
  }

  @Test
  @DisplayName("Claim 11 works: a store not written by us is served by its signature alone")
  void foreignStore_isServed() {
    assertThat(till.post(till.request(1))).hasSize(36);
  }

  @Test
  @DisplayName("Claim 11 refuses: an invented store")
  void inventedStore_isRefused() {
    Till invented = new Till(mall, "nobody", SigningKey.generate());
    assertRefused(invented.request(1).compact(), 401, "signature-refused");
  }

  @Test
  @DisplayName("Claim 13 works: signature 3 verifies with the manager's public key alone")
  void completion_verifiesWithThePublicKeyAlone() {
    Receipted receipted = receipted();
    String message3 = till.completion(receipted.id).require(200).body();
    assertThat(managersKey().verifyAtIat(message3, SettlementCompletion.class).compact())
        .isEqualTo(message3);
  }

  @Test
  @DisplayName("Claim 13 refuses: a completion with one character changed verifies nowhere")
  void completion_whenAltered_verifiesNowhere() {
    Receipted receipted = receipted();
    String message3 = till.completion(receipted.id).require(200).body();
    assertThatThrownBy(
            () ->
                managersKey()
                    .verifyAtIat(
                        flip(message3, message3.indexOf('.') + 30), SettlementCompletion.class))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  @DisplayName("Claim 15 works: the deployed application alone tops up a card")
  void load_byTheDeployedApplication_isDone() {
    Holder holder = Holder.withNewCard(mall, READER, 0);
    holder.load(1234);
    assertThat(holder.balance()).isEqualTo(1234);
  }

  @Test
  @DisplayName("Claim 18 works: one id traces request, ciphertext, client and card")
  void trace_ofOneId_holdsTheWholePayment() {
    Receipted receipted = receipted();
    Trace trace = mall.trace(receipted.id);
    assertThat(trace.messages().stream().map(Trace.StoredMessage::number))
        .containsExactly(1, 2, 3, 4);
    assertThat(trace.commands()).hasSize(1);
    assertThat(trace.state()).isEqualTo("RECEIPTED");
  }

  @Test
  @DisplayName("Claim 27 works: creation, encryption and output, in this order, in one trace")
  void trace_showsTheStepsInOrder() {
    Receipted receipted = receipted();
    List<Trace.StoredMessage> messages = mall.trace(receipted.id).messages();
    assertThat(messages.stream().map(Trace.StoredMessage::receivedAt).toList())
        .isSorted()
        .hasSize(4);

    SettlementInformation information =
        Signed.parse(messages.get(1).compact(), SettlementInformation.class).message();
    assertThat(information.request()).isEqualTo(messages.get(0).compact());
    Signed<SettlementCompletion> completion =
        Signed.parse(messages.get(2).compact(), SettlementCompletion.class);
    assertThat(completion.message().settlementInformation()).isEqualTo(messages.get(1).compact());
    assertThat(
            Signed.parse(messages.get(3).compact(), SettlementReceipt.class).message().completion())
        .isEqualTo(Base64Url.encode(completion.digest()));
  }

  @Test
  @DisplayName("Claim 28 works: that trace starts with signature 1, which verifies")
  void trace_startsWithSignature1() {
    Receipted receipted = receipted();
    Trace.StoredMessage first = mall.trace(receipted.id).messages().get(0);
    KeyRecord key =
        new KeyRecord(
            till.key().kid(),
            till.storeId(),
            KeyRole.STORE,
            till.key().publicKey(),
            Instant.EPOCH,
            Instant.MAX,
            Optional.empty());
    assertThat(
            new Verifier(kid -> Optional.of(key))
                .verifyAtIat(first.compact(), SettlementRequest.class)
                .message()
                .iss())
        .isEqualTo(till.storeId());
  }

  @Test
  @DisplayName("Claim 21 refuses: a receipt for another payment reaches neither manager nor client")
  void receipt_ofAnotherPayment_isRefused() {
    Receipted first = receipted();
    Receipted second = receipted();
    Http.Reply refused = till.postReceipt(second.id, first.receipt);
    assertThat(refused.status()).isIn(409, 422);
    assertThat(
            mall.http()
                .get(Holder.CLIENT_API + "/settlements/" + second.id + "/receipt?wait=0")
                .require(200)
                .body())
        .isEqualTo(second.receipt.compact());
  }

  @Test
  @DisplayName("Claim 28 refuses: without a valid signature 1 there is no trace")
  void request_withoutSignature1_leavesNoTrace() {
    SettlementRequest content = till.request(100).message();
    assertRefused(Signed.by(SigningKey.generate(), content).compact(), 401, "signature-refused");
    assertThat(
            mall.http()
                .get(
                    Till.STORE_API + "/settlements?requestId=" + content.requestId(), till.bearer())
                .require(200)
                .json()
                .objects("settlements"))
        .isEmpty();
  }

  @Test
  @DisplayName("Claim 25 refuses: an insufficient balance is declined, and proven")
  void debit_aboveTheBalance_isDeclined() {
    Holder holder = Holder.withNewCard(mall, READER, 300);
    String id = till.post(till.request(301));
    Http.Reply declined = holder.pay(id);
    assertThat(declined.status()).isEqualTo(422);
    assertThat(declined.code()).contains("card-declined");
    assertThat(declined.json().integer("result")).isEqualTo(1);
    assertThat(holder.balance()).isEqualTo(300);
    assertThat(till.completion(id).code()).contains("settlement-ended");
  }

  @Test
  void answer_whenFlipped_isNotAccepted_andTheTrueOneStillIs() {
    Holder holder = Holder.withNewCard(mall, READER, 2000);
    String id = till.post(till.request(500));
    Initialize initialize = holder.touch();
    byte[] command = Holder.commandOf(holder.issue(id, initialize).require(200).body());
    byte[] answer = holder.execute(command);
    byte[] flipped = answer.clone();
    flipped[63] ^= 1;

    assertThat(holder.answer(id, initialize.counter(), flipped).code())
        .contains("answer-not-accepted");
    assertThat(holder.answer(id, initialize.counter(), command).code())
        .as("the command's own bytes are no answer")
        .contains("answer-not-accepted");
    Http.Reply done = holder.answer(id, initialize.counter(), answer).require(200);
    assertThat(holder.answer(id, initialize.counter(), answer).require(200).body())
        .isEqualTo(done.body());
  }

  @Test
  void card_thatProvesNothing_hasOneErrorForAll() {
    Holder holder = Holder.withNewCard(mall, READER, 0);
    String id = till.post(till.request(500));
    byte[] invented = holder.touch().bytes();
    Arrays.fill(invented, 18, 34, (byte) 7);
    Http.Reply wrongMac = issueWith(id, holder.cardNumber(), invented);
    Http.Reply unknown = issueWith(id, "9392000000000015", invented);
    assertThat(wrongMac.code()).contains("card-not-proven");
    assertThat(unknown.status()).isEqualTo(wrongMac.status()).isEqualTo(422);
    assertThat(unknown.body()).isEqualTo(wrongMac.body());
  }

  private Http.Reply issueWith(String id, String cardNumber, byte[] data) {
    return mall.http()
        .postJson(
            Holder.CLIENT_API + "/settlements/" + id + "/card",
            Map.of("initialize", Holder.proof(cardNumber, data)));
  }

  @Test
  void severalCommands_forOneCounter_haveOneWinner() {
    Holder holder = Holder.withNewCard(mall, READER, 2000);
    String first = till.post(till.request(100));
    String second = till.post(till.request(200));
    holder.issue(first, holder.touch()).require(200);
    Initialize initialize = holder.touch();
    assertThat(holder.issue(second, initialize).status()).isEqualTo(200);
    byte[] command = Holder.commandOf(holder.issue(second, initialize).require(200).body());
    Http.Reply used = holder.issue(first, initialize);
    assertThat(used.code()).contains("challenge-used");
    holder.answer(second, initialize.counter(), holder.execute(command)).require(200);

    assertThat(holder.balance()).isEqualTo(1800);
    assertThat(mall.trace(first).state()).isEqualTo("REQUESTED");
    assertThat(mall.trace(second).state()).isEqualTo("COMPLETED");
    holder.pay(first).require(200);
    assertThat(holder.balance()).isEqualTo(1700);
  }

  @Test
  void load_whenTheCardIsInDoubt_isRefusedAndLeavesTheVoucherFree() {
    Holder holder = Holder.withNewCard(mall, READER, 1000);
    String id = till.post(till.request(100));
    Initialize before = holder.touch();
    byte[] answer = holder.execute(Holder.commandOf(holder.issue(id, before).require(200).body()));
    String voucher = mall.operator().voucher(500, Mall.CURRENCY);

    Http.Reply inDoubt =
        holder.requestLoad(UUID.randomUUID().toString(), 500, voucher, holder.touch());
    assertThat(inDoubt.code()).contains("counter-in-doubt");

    holder.answer(id, before.counter(), answer).require(200);
    Http.Reply again =
        holder.requestLoad(UUID.randomUUID().toString(), 500, voucher, holder.touch());
    assertThat(again.status()).as(again.body()).isEqualTo(200);
  }

  @Test
  void relayedRequest_whenTheCardIsInDoubt_isRefusedAndCreatesNothing() {
    Holder holder = Holder.withNewCard(mall, READER, 1000);
    String id = till.post(till.request(100));
    Initialize before = holder.touch();
    holder.execute(Holder.commandOf(holder.issue(id, before).require(200).body()));
    Signed<SettlementRequest> relayed = till.request(200);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("request", relayed.compact());
    body.put("initialize", holder.proof(holder.touch()));

    Http.Reply refused = mall.http().postJson(Holder.CLIENT_API + "/settlements", body);
    assertThat(refused.code()).contains("counter-in-doubt");
    assertThat(
            mall.http()
                .get(
                    Till.STORE_API + "/settlements?requestId=" + relayed.message().requestId(),
                    till.bearer())
                .require(200)
                .json()
                .objects("settlements"))
        .isEmpty();
  }

  @Test
  void request_ofAStoreWhoseClockIsAhead_withAWholeDaysLife_canBePaid() {
    Holder holder = Holder.withNewCard(mall, READER, 1000);
    long ahead = mall.now() + 50;
    SettlementRequest content = till.request(100).message();
    String id =
        till.post(
            till.sign(
                new SettlementRequest(
                    content.iss(),
                    content.aud(),
                    content.requestId(),
                    content.amount(),
                    content.description(),
                    content.lines(),
                    ahead,
                    ahead + 24 * 60 * 60)));
    assertThat(holder.pay(id).status()).isEqualTo(200);
  }

  @Test
  void winnersAnswer_postedForALoser_neverBecomesTheLosersCompletion() {
    Holder holder = Holder.withNewCard(mall, READER, 1000);
    String loser = till.post(till.request(100));
    String winner = till.post(till.request(200));
    holder.issue(loser, holder.touch()).require(200);
    Initialize initialize = holder.touch();
    byte[] answer =
        holder.execute(Holder.commandOf(holder.issue(winner, initialize).require(200).body()));

    Http.Reply first = holder.answer(loser, initialize.counter(), answer).require(200);
    assertThat(first.json().text("state")).isEqualTo("REQUESTED");
    assertThat(mall.trace(winner).state()).isEqualTo("COMPLETED");
    holder.pay(loser).require(200);
    assertThat(
            holder
                .answer(loser, initialize.counter(), answer)
                .require(200)
                .json()
                .has("completion"))
        .isFalse();
  }
}
