package fiveseal.testbed;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.card.Initialize;
import fiveseal.protocol.jws.Signed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A card's presentation, as a client device makes it at any touch: until nothing is due. */
final class Touch {

  private static final int ROUNDS = 30;

  private final OpenMall mall;
  private final Holder holder;
  private final List<JsonMembers> results = new ArrayList<>();

  private Touch(OpenMall mall, Holder holder) {
    this.mall = mall;
    this.holder = holder;
  }

  /**
   * Presents the card until the manager wants no answer and has no message 5 for it.
   *
   * @return what became of the card's doubts
   * @throws Refused if the manager refuses the card
   */
  static List<JsonMembers> of(OpenMall mall, Holder holder) {
    Touch touch = new Touch(mall, holder);
    touch.untilNothingIsDue();
    return touch.results;
  }

  private void untilNothingIsDue() {
    List<Map<String, Object>> answers = List.of();
    for (int round = 0; round < ROUNDS; round++) {
      Initialize initialize = holder.touch();
      JsonMembers told = present(initialize, answers);
      results.addAll(told.objects("results"));
      List<Long> wanted = told.integers("wanted");
      Optional<String> update = told.optionalText("update");
      if (!wanted.isEmpty()) {
        answers = wanted.stream().map(this::stored).flatMap(Optional::stream).toList();
      } else if (update.isPresent()) {
        answers = List.of(answer(initialize.counter(), holder.execute(command(update.get()))));
      } else {
        return;
      }
    }
    throw new Trouble("The manager never has enough of the card " + holder.cardNumber() + ".");
  }

  private JsonMembers present(Initialize initialize, List<Map<String, Object>> answers) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("initialize", holder.proof(initialize));
    if (!answers.isEmpty()) {
      body.put("answers", answers);
    }
    return Refused.unless2xx(mall.http().postJson(Holder.CLIENT_API + "/presentations", body))
        .json();
  }

  private Optional<Map<String, Object>> stored(long counter) {
    try {
      return holder.purse().answer(counter).map(bytes -> answer(counter, bytes));
    } catch (IOException e) {
      throw new Trouble("The card did not answer.", e);
    }
  }

  private static Map<String, Object> answer(long counter, byte[] bytes) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("counter", counter);
    answer.put("answer", Base64Url.encode(bytes));
    return answer;
  }

  private static byte[] command(String message5) {
    return Base64Url.decode(Signed.parse(message5, ValueUpdate.class).message().command());
  }
}
