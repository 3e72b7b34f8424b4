package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.jws.Signed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every doubt ends at the card's next touch, by the card's own word and by nothing else. */
class CardDoubtsIT extends OnDeployedMall {

  private final Mall mall = Mall.get();
  private final Till till = Till.ofNewStore(mall);
  private final Holder holder = Holder.withNewCard(mall, "reader-3", 10_000);
  private final Presenter presenter = new Presenter(mall, holder);

  private String state(String settlementId) {
    return mall.http()
        .get(Till.STORE_API + "/settlements/" + settlementId, till.bearer())
        .require(200)
        .json()
        .text("state");
  }

  /** A settlement whose time is over in two seconds. */
  private String postShortLived(long amountMinor) {
    long now = mall.now();
    SettlementRequest content =
        till.content(Till.newId(), amountMinor, List.of(Till.line(till.storeId(), amountMinor)));
    return till.post(
        till.sign(
            new SettlementRequest(
                content.iss(),
                content.aud(),
                content.requestId(),
                content.amount(),
                content.description(),
                content.lines(),
                now - 30,
                now + 2)));
  }

  private void awaitInDoubt(String settlementId) {
    await().untilAsserted(() -> assertThat(state(settlementId)).isEqualTo("IN_DOUBT"));
  }

  private Http.Reply cancel(String requestId) {
    long now = mall.now();
    return mall.http()
        .postJose(
            Till.STORE_API + "/cancellations",
            Signed.by(
                    till.key(),
                    new CancelRequest(till.storeId(), "manager", requestId, now, now + 60))
                .compact());
  }

  @Test
  void debit_whoseAnswerWasLost_isCompletedAtTheNextTouch() {
    String id = till.post(till.request(1980));
    Initialize shown = holder.touch();
    holder.execute(Holder.commandOf(holder.issue(id, shown).require(200).body()));

    assertThat(holder.issue(till.post(till.request(10)), holder.touch()).code())
        .contains("counter-in-doubt");
    assertThat(state(id)).isEqualTo("ISSUED");
    assertThat(presenter.touch()).containsEntry(id, "COMPLETED");
    assertThat(presenter.kinds()).isEmpty();
    assertThat(till.completion(id).status()).isEqualTo(200);
    assertThat(holder.balance()).isEqualTo(8020);
  }

  @Test
  void debit_neverExecuted_isVoidedAfterItsExpiry_neverByTimeAlone() {
    String id = postShortLived(700);
    holder.issue(id, holder.touch()).require(200);
    awaitInDoubt(id);
    assertThat(till.completion(id).code()).contains("not-completed");
    assertThat(presenter.touch()).containsEntry(id, "EXPIRED");
    assertThat(presenter.kinds()).containsExactly("VOID");
    assertThat(state(id)).isEqualTo("EXPIRED");
    assertThat(holder.balance()).isEqualTo(10_000);
    // The card goes on with the next counter, and nothing is due any more.
    assertThat(holder.pay(till.post(till.request(100))).status()).isEqualTo(200);
    assertThat(presenter.touch()).doesNotContainValue("IN_DOUBT");
    assertThat(presenter.kinds()).containsExactly("VOID");
  }

  @Test
  void debit_executedButExpired_isCompletedHoweverLate() {
    String id = postShortLived(700);
    Initialize shown = holder.touch();
    holder.execute(Holder.commandOf(holder.issue(id, shown).require(200).body()));
    awaitInDoubt(id);
    assertThat(presenter.touch()).containsEntry(id, "COMPLETED");
    assertThat(holder.balance()).isEqualTo(9300);
  }

  @Test
  void debit_whoseStoreHadCancelled_goesBackToTheCard_andTheStoreGetsNothing() {
    Signed<SettlementRequest> request = till.request(2500);
    String id = till.post(request);
    Initialize shown = holder.touch();
    byte[] answer = holder.execute(Holder.commandOf(holder.issue(id, shown).require(200).body()));
    assertThat(cancel(request.message().requestId()).require(200).json().text("state"))
        .isEqualTo("IN_DOUBT");

    Http.Reply told = holder.answer(id, shown.counter(), answer).require(200);
    assertThat(told.json().text("state")).isEqualTo("REVERSED");
    assertThat(told.json().has("completion")).isFalse();
    assertThat(till.completion(id).code()).contains("settlement-ended");
    assertThat(holder.balance()).isEqualTo(7500);

    presenter.touch();
    assertThat(presenter.kinds()).containsExactly("REFUND");
    assertThat(holder.balance()).isEqualTo(10_000);
    assertThat(holder.answer(id, shown.counter(), answer).require(200).json().text("state"))
        .isEqualTo("REVERSED");
  }

  @Test
  void cancellation_ofWhatNeverLeft_endsIt_andOfWhatIsPaid_changesNothing() {
    Signed<SettlementRequest> unpaid = till.request(10);
    String id = till.post(unpaid);
    assertThat(cancel(unpaid.message().requestId()).require(200).json().text("state"))
        .isEqualTo("CANCELLED");
    assertThat(holder.issue(id, holder.touch()).code()).contains("settlement-ended");

    Signed<SettlementRequest> paid = till.request(20);
    String paidId = till.post(paid);
    holder.pay(paidId).require(200);
    assertThat(cancel(paid.message().requestId()).require(200).json().text("state"))
        .isEqualTo("COMPLETED");
    assertThat(state(paidId)).isEqualTo("COMPLETED");
  }

  @Test
  void cancellation_beforeTheRequestIsKnown_holdsForIt() {
    Signed<SettlementRequest> request = till.request(10);
    assertThat(cancel(request.message().requestId()).require(200).json().text("state"))
        .isEqualTo("CANCELLED");
    Http.Reply created =
        mall.http().postJose(Till.STORE_API + "/settlements", request.compact()).require(201);
    assertThat(created.json().text("state")).isEqualTo("CANCELLED");
    assertThat(
            mall.http()
                .postJose(Till.STORE_API + "/settlements", request.compact())
                .require(201)
                .body())
        .isEqualTo(created.body());
    assertThat(holder.issue(created.json().text("settlementId"), holder.touch()).code())
        .contains("settlement-ended");
  }

  @Test
  void cancellation_beforeTheRequest_holdsAlsoWhenTheRequestComesWithACard() {
    Signed<SettlementRequest> request = till.request(10);
    cancel(request.message().requestId()).require(200);
    Map<String, Object> body =
        Map.of("request", request.compact(), "initialize", holder.proof(holder.touch()));
    Http.Reply refused = mall.http().postJson(Holder.CLIENT_API + "/settlements", body);
    assertThat(refused.code()).contains("settlement-ended");
    assertThat(refused.json().text("state")).isEqualTo("CANCELLED");
  }

  @Test
  void debit_issuedAndCancelled_butNeverExecuted_isVoidedAsCancelled() {
    Signed<SettlementRequest> request = till.request(2500);
    String id = till.post(request);
    holder.issue(id, holder.touch()).require(200);
    cancel(request.message().requestId()).require(200);
    assertThat(state(id)).isEqualTo("IN_DOUBT");
    assertThat(presenter.touch()).containsEntry(id, "CANCELLED");
    assertThat(presenter.kinds()).containsExactly("VOID");
    assertThat(holder.balance()).isEqualTo(10_000);
  }

  @Test
  void settlement_wantedByAnotherCard_isFreedByAVoidOfTheFirst() {
    String id = till.post(till.request(300));
    holder.issue(id, holder.touch()).require(200);
    assertThat(presenter.touch()).isNotNull();
    assertThat(presenter.kinds()).isEmpty();

    Holder other = Holder.withNewCard(mall, "reader-4", 1000);
    assertThat(other.issue(id, other.touch()).code()).contains("other-card-pending");
    presenter.touch();
    assertThat(presenter.kinds()).containsExactly("VOID");
    assertThat(state(id)).isEqualTo("REQUESTED");
    assertThat(other.pay(id).status()).isEqualTo(200);
    assertThat(other.balance()).isEqualTo(700);
    assertThat(holder.balance()).isEqualTo(10_000);
  }

  @Test
  void sixteenOpenDebits_areVoidedByOne() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String id = till.post(till.request(10));
      holder.issue(id, holder.touch()).require(200);
      ids.add(id);
    }
    assertThat(holder.issue(till.post(till.request(10)), holder.touch()).code())
        .contains("too-many-open");
    Map<String, String> results = presenter.touch();
    assertThat(presenter.kinds()).containsExactly("VOID");
    ids.forEach(id -> assertThat(results).containsEntry(id, "REQUESTED"));
  }

  @Test
  void presentation_ofAnInventedCardOrAForgedAnswer_isRefusedAndChangesNothing()
      throws IOException {
    String id = till.post(till.request(10));
    Initialize shown = holder.touch();
    holder.execute(Holder.commandOf(holder.issue(id, shown).require(200).body()));
    Initialize now = holder.touch();
    byte[] forged = holder.purse().answer(shown.counter()).orElseThrow();
    forged[63] ^= 1;
    assertThat(presenter.present(now, Map.of(shown.counter(), forged)).code())
        .contains("answer-not-accepted");
    byte[] mac = now.mac();
    mac[0] ^= 1;
    Initialize invented =
        new Initialize(
            now.counter(), now.balance(), now.keyVersion(), now.state(), now.challenge(), mac);
    assertThat(presenter.present(invented, Map.of()).code()).contains("card-not-proven");
    assertThat(state(id)).isEqualTo("ISSUED");
    assertThat(presenter.touch()).containsEntry(id, "COMPLETED");
  }

  @Test
  void presentation_withTheSameChallenge_getsTheSameMessage5() {
    Signed<SettlementRequest> request = till.request(10);
    String id = till.post(request);
    holder.issue(id, holder.touch()).require(200);
    cancel(request.message().requestId()).require(200);
    Initialize shown = holder.touch();
    String first = presenter.present(shown, Map.of()).require(200).json().text("update");
    assertThat(presenter.present(shown, Map.of()).require(200).json().text("update"))
        .isEqualTo(first);
    presenter.touch();
    assertThat(state(id)).isEqualTo("CANCELLED");
  }
}
