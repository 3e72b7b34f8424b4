package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each signed message at each endpoint that takes signed messages: only its own takes it. */
class MessageMatrixIT extends OnDeployedMall {

  private final Mall mall = Mall.get();
  private final Till till = Till.ofNewStore(mall);

  @Test
  void everyMessage_atEveryEndpoint_isTakenByItsOwnOnly() {
    Holder holder = Holder.withNewCard(mall, "reader-3", 2000);
    Signed<SettlementRequest> request = till.request(500);
    String id = till.post(request);
    Initialize initialize = holder.touch();
    String message2 = holder.issue(id, initialize).require(200).body();
    holder
        .answer(id, initialize.counter(), holder.execute(Holder.commandOf(message2)))
        .require(200);
    Signed<SettlementCompletion> message3 =
        Signed.parse(till.completion(id).require(200).body(), SettlementCompletion.class);
    Signed<SettlementReceipt> message4 =
        Signed.by(till.key(), till.receipt(message3, request.message(), mall.now()));
    String message5 =
        holder
            .requestLoad(
                UUID.randomUUID().toString(),
                100,
                mall.operator().voucher(100, Mall.CURRENCY),
                holder.touch())
            .require(200)
            .body();

    Map<String, String> messages = new LinkedHashMap<>();
    messages.put("1", request.compact());
    messages.put("2", message2);
    messages.put("3", message3.compact());
    messages.put("4", message4.compact());
    messages.put("5", message5);
    messages.put("store-auth", till.bearer());
    messages.put("key-renewal", till.renewal(SigningKey.generate()));
    Map<String, String> endpoints = new LinkedHashMap<>();
    endpoints.put("/store/api/v1/settlements", "1");
    endpoints.put("/client/api/v1/settlements", "1");
    endpoints.put("/store/api/v1/settlements/" + id + "/receipt", "4");
    endpoints.put("/store/api/v1/enrolments/renewals", "key-renewal");

    endpoints.forEach(
        (endpoint, own) ->
            messages.forEach(
                (number, message) -> {
                  Http.Reply reply = mall.http().postJose(endpoint, message);
                  if (number.equals(own)) {
                    assertThat(reply.status()).as(number + " at " + endpoint).isBetween(200, 201);
                  } else {
                    assertThat(reply.status()).as(number + " at " + endpoint).isIn(400, 401);
                    assertThat(reply.code().orElse(""))
                        .isIn("message-malformed", "signature-refused");
                  }
                }));
    messages.forEach(
        (number, message) ->
            assertThat(mall.http().get("/store/api/v1/settlements/" + id, message).status())
                .as(number + " as bearer token")
                .isIn(number.equals("store-auth") ? List.of(200) : List.of(400, 401)));
  }
}
