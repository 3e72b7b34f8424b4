package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.card.CardSide;
import fiveseal.protocol.card.CardState;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.card.Operation;
import fiveseal.protocol.card.TransactionId;
import fiveseal.protocol.jws.Signed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A card gets a new key; whatever is torn, the manager and the card agree on one. */
class RekeyIT extends OnDeployedMall {

  private final Mall mall = Mall.get();
  private final Till till = Till.ofNewStore(mall);

  @Test
  void rekey_answerLostAndNeverExecuted_endsWithTheNewKey_andTheOldOneProvesNothing()
      throws Exception {
    Holder lost = Holder.withNewCard(mall, "reader-1", 5000);
    Holder torn = Holder.withNewCard(mall, "reader-2", 5000);
    Holder untouched = Holder.withNewCard(mall, "reader-3", 5000);
    int old = lost.touch().keyVersion();
    Initialize underTheOldKey = lost.touch();
    mall.ceremony(Map.of("act", "ROTATE", "kind", "CARD_MASTER", "reason", "a test of REKEY"));
    refusesWhatIsForgedUnder(old + 1, untouched);
    for (Holder holder : List.of(lost, torn)) {
      mall.operator().order(holder.cardNumber(), "REKEY");
      assertThat(holder.issue(till.post(till.request(10)), holder.touch()).code())
          .contains("update-due");
    }

    // One card executes it and its answer is lost; the other never sees it.
    Presenter presenter = new Presenter(mall, lost);
    lost.execute(command(presenter.present(lost.touch(), Map.of())));
    assertThat(lost.touch().keyVersion()).isEqualTo(old + 1);
    assertThat(lost.issue(till.post(till.request(10)), lost.touch()).code())
        .contains("counter-in-doubt");
    command(new Presenter(mall, torn).present(torn.touch(), Map.of()));
    assertThat(torn.touch().keyVersion()).isEqualTo(old);

    presenter.touch();
    assertThat(presenter.kinds()).isEmpty();
    Presenter again = new Presenter(mall, torn);
    again.touch();
    assertThat(again.kinds()).containsExactly("REKEY");
    for (Holder holder : List.of(lost, torn)) {
      assertThat(holder.touch().keyVersion()).isEqualTo(old + 1);
      assertThat(holder.pay(till.post(till.request(100))).status()).isEqualTo(200);
      assertThat(holder.balance()).isEqualTo(4900);
      assertThat(mall.operator().card(holder.cardNumber()).integer("keyVersion"))
          .isEqualTo(old + 1);
    }
    assertThat(lost.issue(till.post(till.request(10)), underTheOldKey).code())
        .contains("key-version");
    refusesWhatIsForgedUnder(old, lost);
  }

  private static byte[] command(Http.Reply presented) {
    return Base64Url.decode(
        Signed.parse(presented.require(200).json().text("update"), ValueUpdate.class)
            .message()
            .command());
  }

  /**
   * Who has stolen another master key than the one that the card proved last makes no proof and no
   * answer under it that counts: neither an old one, nor a new one before the card has it.
   */
  private void refusesWhatIsForgedUnder(int version, Holder holder) throws Exception {
    String id = till.post(till.request(50));
    Initialize shown = holder.touch();
    byte[] command = Holder.commandOf(holder.issue(id, shown).require(200).body());
    try (CardKey stolen =
        CardMasterKeys.of(TestFolder.folder()).cardKey(holder.cardNumber(), version)) {
      CardSide thief = new CardSide(stolen);
      byte[] forged = thief.seal(declined(id, shown), command, shown.challenge());
      assertThat(holder.answer(id, shown.counter(), forged).code()).contains("answer-not-accepted");
      for (int said : List.of(version, shown.keyVersion())) {
        Initialize pretended =
            thief.initialize(
                shown.counter(), shown.balance(), said, shown.state(), shown.challenge());
        assertThat(holder.issue(id, pretended).code())
            .contains(said == version ? "key-version" : "card-not-proven");
      }
    }
    holder.execute(command);
    assertThat(new Presenter(mall, holder).touch()).containsEntry(id, "COMPLETED");
    assertThat(mall.operator().card(holder.cardNumber()).optionalText("stopped")).isEmpty();
  }

  private static CardAnswer declined(String settlementId, Initialize shown) {
    return new CardAnswer(
        CardResult.VALUE_INSUFFICIENT,
        Operation.DEBIT,
        CardState.ACTIVE,
        shown.counter(),
        50,
        shown.balance(),
        shown.balance(),
        TransactionId.ofSettlement(settlementId));
  }
}
