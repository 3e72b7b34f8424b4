package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.KeyCeremonyRecord;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.KeyCheckValue;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cards made by a bureau, and what a stolen key has touched, on the deployed application. */
class BureauIT extends OnDeployedMall {
  private final Mall mall = Mall.get();

  @Test
  void batch_isReleasedByAnotherOperator_openedByItsBureauAlone_andItsCardsComeWithTheReport() {
    Bureau bureau = new Bureau(mall);
    String id = bureau.ordered(3);
    String batch = "/card-batches/" + id;
    assertThat(mall.operator().post(batch + "/file", Map.of()).code()).contains("message-refused");
    assertThat(mall.operator().post(batch + "/approval", Map.of()).code())
        .contains("message-refused");
    mall.secondOperator().post(batch + "/approval", Map.of()).require(200);

    List<JsonMembers> cards = bureau.file(id).objects("cards");

    assertThat(cards)
        .hasSize(3)
        .allSatisfy(
            card -> {
              byte[] key = Base64Url.decode(card.text("key"));
              assertThat(HexFormat.of().formatHex(KeyCheckValue.of(key)))
                  .isEqualTo(card.text("checkValue"));
            });
    String number = cards.get(0).text("cardNumber");
    Map<String, Object> looked = Map.of("cardNumber", number);
    assertThat(mall.operator().post("/cards/view", looked).status()).isEqualTo(404);
    JsonMembers imported =
        bureau.report(id, cards.subList(0, 2), "PERSONALIZED").require(200).json();
    assertThat(imported.integer("personalized")).isEqualTo(2);
    assertThat(bureau.report(id, cards, "SPOILT").require(200).json().objects("refused"))
        .extracting(line -> line.text("reason"))
        .containsExactly("MADE_BEFORE", "MADE_BEFORE");
    assertThat(mall.operator().post("/cards/view", looked).require(200).json().text("life"))
        .isEqualTo("ACTIVE");
    mall.operator().post(batch + "/closing", Map.of()).require(200);
    assertThat(mall.operator().post(batch + "/file", Map.of()).code()).contains("message-refused");
  }

  @Test
  void stolenStoreKey_preview_listsThePaymentAndItsCard() {
    Till till = Till.ofNewStore(mall);
    Holder holder = Holder.withNewCard(mall, "reader-5", 1_000);
    String paid = till.post(till.request(100));
    holder.pay(paid).require(200);
    String waits = till.post(till.request(200));

    JsonMembers preview = preview("STORE", till.key().kid(), 0);

    assertThat(preview.objects("affected"))
        .extracting(row -> row.text("id"))
        .containsExactly(paid, waits);
    assertThat(preview.objects("affected").get(0).text("card"))
        .endsWith(holder.cardNumber().substring(12));
    assertThat(preview.object("counts").integer("cards")).isEqualTo(1);
    assertThat(preview.objects("totals").get(0).integer("amount")).isEqualTo(100);
    assertThat(mall.operator().page(path("STORE", "A".repeat(43), 0)).status()).isEqualTo(404);
  }

  @Test
  void stolenStoreKey_whenDeclared_paysNothingNew_andWhatIsAtTheCardGoesOnToItsReceipt() {
    OpenMall.Admitted admitted = mall.newStore();
    String store = admitted.store().id();
    Till till = new Till(mall, store, admitted.key());
    long stolenAt = mall.now() - 60;
    Holder holder = Holder.withNewCard(mall, "reader-5", 1_000);
    Signed<SettlementRequest> asked = till.request(100);
    String atTheCard = till.post(asked);
    Initialize shown = holder.touch();
    byte[] answer =
        holder.execute(Holder.commandOf(holder.issue(atTheCard, shown).require(200).body()));
    String waits = till.post(till.request(200));

    declare(admitted.key().kid(), stolenAt);

    assertThat(till.postRaw(till.request(10)).code()).contains("signature-refused");
    assertThat(till.postRaw(asked).status()).as("a replay").isEqualTo(201);
    JsonMembers done = holder.answer(atTheCard, shown.counter(), answer).require(200).json();
    assertThat(done.text("state")).isEqualTo("COMPLETED");
    assertThat(holder.issue(waits, holder.touch()).code()).contains("message-refused");
    SigningKey next = SigningKey.generate();
    new StoreAdmission(mall.http(), mall.operator())
        .enrol(mall.operator().register(admitted.store()), store, next);
    Till again = new Till(mall, store, next);
    Signed<SettlementCompletion> completion =
        Signed.parse(again.completion(atTheCard).require(200).body(), SettlementCompletion.class);
    SettlementReceipt receipt = again.receipt(completion, asked.message(), mall.now());
    assertThat(again.postReceipt(atTheCard, Signed.by(admitted.key(), receipt)).code())
        .contains("signature-refused");
    again.postReceipt(atTheCard, Signed.by(next, receipt)).require(200);
    assertThat(
            mall.http()
                .get("/client/api/v1/keys?store=" + store)
                .require(200)
                .json()
                .objects("keys")
                .get(0)
                .integer("revokedAt"))
        .isEqualTo(stolenAt);
  }

  @Test
  void stolenStoreKey_whenTheThiefRenewedIt_endsHisKeyToo_andTheStoreGoesOnByAnInvitation() {
    OpenMall.Admitted admitted = mall.newStore();
    String store = admitted.store().id();
    Till robbed = new Till(mall, store, admitted.key());
    long stolenAt = mall.now();
    Till thief = new Till(mall, store, SigningKey.generate());
    renew(robbed, thief.key()).require(201);
    String asked = thief.post(thief.request(100));
    assertThat(preview("STORE", robbed.key().kid(), stolenAt).objects("affected"))
        .extracting(row -> row.text("what"), row -> row.text("id"))
        .containsExactly(
            tuple("fiveseal-key-renewal", thief.key().kid()),
            tuple("fiveseal-settlement-request", asked));

    assertThat(declare(robbed.key().kid(), stolenAt).findings())
        .contains(
            "STORE %s %s stolen at %s"
                .formatted(store, robbed.key().kid(), Instant.ofEpochSecond(stolenAt)),
            "STORE %s %s renewed from it since".formatted(store, thief.key().kid()));

    assertThat(thief.postRaw(thief.request(10)).code()).contains("signature-refused");
    assertThat(renew(thief, SigningKey.generate()).code()).contains("signature-refused");
    Till again = new Till(mall, store, SigningKey.generate());
    new StoreAdmission(mall.http(), mall.operator())
        .enrol(mall.operator().register(admitted.store()), store, again.key());
    again.post(again.request(100));
  }

  private Http.Reply renew(Till till, SigningKey next) {
    return mall.http().postJose(Till.STORE_API + "/enrolments/renewals", till.renewal(next));
  }

  /** The ceremony's record. */
  private KeyCeremonyRecord declare(String kid, long stolenAt) {
    Map<String, Object> proposal =
        Map.of(
            "act", "COMPROMISE", "kind", "STORE", "key", kid, "at", stolenAt, "reason", "a theft");
    return Signed.parse(mall.ceremony(proposal).text("record"), KeyCeremonyRecord.class).message();
  }

  private JsonMembers preview(String kind, String key, long stolenAt) {
    return mall.operator().page(path(kind, key, stolenAt)).require(200).json();
  }

  private static String path(String kind, String key, long stolenAt) {
    return "/compromises/preview?kind=" + kind + "&key=" + key + "&stolenAt=" + stolenAt;
  }
}
