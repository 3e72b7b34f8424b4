package fiveseal.testbed;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.card.CardChannel;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.PurseClient;
import fiveseal.protocol.jws.Signed;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A holder with a card in a reader, who takes each step of a payment alone. */
final class Holder {

  static final String CLIENT_API = "/client/api/v1";

  private final OpenMall mall;
  private final String reader;
  private final String cardNumber;
  private final PurseClient purse;

  Holder(OpenMall mall, String reader, String cardNumber) {
    this.mall = mall;
    this.reader = reader;
    this.cardNumber = cardNumber;
    CardChannel channel =
        apdu ->
            HexFormat.of().parseHex(mall.readers().apdu(reader, HexFormat.of().formatHex(apdu)));
    this.purse = new PurseClient(channel);
  }

  /** A holder of a new card with this balance, in minor units. */
  static Holder withNewCard(OpenMall mall, String reader, long balanceMinor) {
    Holder holder = new Holder(mall, reader, mall.newCard(reader));
    if (balanceMinor > 0) {
      holder.load(balanceMinor);
    }
    return holder;
  }

  PurseClient purse() {
    return purse;
  }

  String cardNumber() {
    return cardNumber;
  }

  void insert() {
    mall.readers().insert(reader, cardNumber);
  }

  /** What the card itself says, in minor units. */
  long balance() {
    return touch().balance();
  }

  /** SELECT and INITIALIZE. */
  Initialize touch() {
    try {
      purse.select();
      return purse.initialize();
    } catch (IOException e) {
      throw new Trouble("The card did not answer.", e);
    }
  }

  /** EXECUTE. */
  byte[] execute(byte[] command) {
    try {
      return purse.execute(command);
    } catch (IOException e) {
      throw new Trouble("The card did not answer.", e);
    }
  }

  Map<String, Object> proof(Initialize initialize) {
    return proof(cardNumber, initialize.bytes());
  }

  static Map<String, Object> proof(String cardNumber, byte[] data) {
    Map<String, Object> proof = new LinkedHashMap<>();
    proof.put("cardNumber", cardNumber);
    proof.put("data", Base64Url.encode(data));
    return proof;
  }

  /** Asks for message 2 with the card's proof. */
  Http.Reply issue(String settlementId, Initialize initialize) {
    return mall.http()
        .postJson(
            CLIENT_API + "/settlements/" + settlementId + "/card",
            Map.of("initialize", proof(initialize)));
  }

  Http.Reply answer(String settlementId, long counter, byte[] answer) {
    return answer("/settlements/" + settlementId, counter, answer, mall);
  }

  private static Http.Reply answer(String what, long counter, byte[] answer, OpenMall mall) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("counter", counter);
    body.put("answer", Base64Url.encode(answer));
    return mall.http().postJson(CLIENT_API + what + "/card-answer", body);
  }

  /** The whole payment; gives the reply to the card's answer. */
  Http.Reply pay(String settlementId) {
    Initialize initialize = touch();
    String message2 = issue(settlementId, initialize).require(200).body();
    return answer(settlementId, initialize.counter(), execute(commandOf(message2)));
  }

  static byte[] commandOf(String message2) {
    return Base64Url.decode(
        Signed.parse(message2, SettlementInformation.class).message().command());
  }

  /** Loads the card by message 5; amounts in minor units. */
  void load(long amountMinor) {
    JsonMembers done = load(UUID.randomUUID().toString(), amountMinor).require(200).json();
    if (!done.text("state").equals("DONE")) {
      throw new Trouble("The load is not done.");
    }
  }

  private Http.Reply load(String updateId, long amountMinor) {
    Initialize initialize = touch();
    String message5 =
        requestLoad(
                updateId,
                amountMinor,
                mall.operator().voucher(amountMinor, OpenMall.CURRENCY),
                initialize)
            .require(200)
            .body();
    byte[] answer =
        execute(Base64Url.decode(Signed.parse(message5, ValueUpdate.class).message().command()));
    return answerLoad(updateId, initialize.counter(), answer);
  }

  Http.Reply requestLoad(String updateId, long amountMinor, String voucher, Initialize initialize) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("updateId", updateId);
    body.put("kind", "LOAD");
    body.put("amount", amountMinor);
    body.put("currency", OpenMall.CURRENCY);
    body.put("funding", Map.of("voucher", voucher));
    body.put("cardNumber", cardNumber);
    body.put("initialize", proof(initialize));
    return mall.http().postJson(CLIENT_API + "/value-updates", body);
  }

  Http.Reply answerLoad(String updateId, long counter, byte[] answer) {
    return answer("/value-updates/" + updateId, counter, answer, mall);
  }
}
