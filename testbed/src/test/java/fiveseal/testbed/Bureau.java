package fiveseal.testbed;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A personalization bureau with a key of its own, registered with the mall's operator. */
final class Bureau {
  private final Mall mall;
  private final ECKey key;
  private final String id;

  Bureau(Mall mall) {
    this.mall = mall;
    this.key = newKey();
    JsonMembers registered =
        mall.operator()
            .post("/bureaus", Map.of("name", "Cards & Co", "key", publicKey()))
            .require(201)
            .json();
    this.id = registered.text("bureauId");
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> publicKey() {
    return new LinkedHashMap<>(key.toPublicJWK().toJSONObject());
  }

  /** Orders cards of it; gives the batch's id. */
  String ordered(int cards) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("bureau", id);
    order.put("currency", Mall.CURRENCY);
    order.put("cards", cards);
    order.put("balanceLimit", 100_000);
    order.put("amountLimit", 50_000);
    return mall.operator().post("/card-batches", order).require(201).json().text("batchId");
  }

  /** What it reads in a batch's file. */
  JsonMembers file(String batchId) {
    String compact =
        mall.secondOperator()
            .post("/card-batches/" + batchId + "/file", Map.of())
            .require(200)
            .body();
    try {
      JWEObject jwe = JWEObject.parse(compact);
      jwe.decrypt(new ECDHDecrypter(key));
      return Json.object(jwe.getPayload().toBytes());
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reports a result of cards of a file. */
  Http.Reply report(String batchId, List<JsonMembers> cards, String result) {
    List<Map<String, Object>> lines =
        cards.stream()
            .map(
                card ->
                    Map.<String, Object>of(
                        "cardNumber",
                        card.text("cardNumber"),
                        "checkValue",
                        card.text("checkValue"),
                        "result",
                        result))
            .toList();
    return mall.operator()
        .post("/card-batches/" + batchId + "/report", Map.of("batchId", batchId, "cards", lines));
  }
}
