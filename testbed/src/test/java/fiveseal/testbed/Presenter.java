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

/** The holder's next touch: the card is presented until nothing is wanted and nothing is due. */
final class Presenter {

  private static final int ROUNDS_MAX = 20;

  private final Mall mall;
  private final Holder holder;
  private final List<ValueUpdate> executed = new ArrayList<>();
  private final Map<String, String> results = new LinkedHashMap<>();

  Presenter(Mall mall, Holder holder) {
    this.mall = mall;
    this.holder = holder;
  }

  /** One request, whatever comes back. */
  Http.Reply present(Initialize shown, Map<Long, byte[]> answers) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("initialize", holder.proof(shown));
    if (!answers.isEmpty()) {
      List<Map<String, Object>> list = new ArrayList<>();
      answers.forEach(
          (counter, answer) ->
              list.add(Map.of("counter", counter, "answer", Base64Url.encode(answer))));
      body.put("answers", list);
    }
    return mall.http().postJson(Holder.CLIENT_API + "/presentations", body);
  }

  /** Presents until nothing is due; gives what became of what, by id. */
  Map<String, String> touch() {
    Map<Long, byte[]> answers = Map.of();
    for (int i = 0; i < ROUNDS_MAX; i++) {
      Initialize shown = holder.touch();
      JsonMembers told = present(shown, answers).require(200).json();
      told.objects("results")
          .forEach(result -> results.put(result.text("id"), result.text("state")));
      answers = wanted(told.integers("wanted"));
      if (answers.isEmpty()) {
        if (!told.has("update")) {
          return results;
        }
        answers = execute(told.text("update"), shown);
      }
    }
    throw new Trouble("The manager finds no end with the card.");
  }

  private Map<Long, byte[]> wanted(List<Long> counters) {
    Map<Long, byte[]> answers = new LinkedHashMap<>();
    for (long counter : counters) {
      try {
        holder.purse().answer(counter).ifPresent(answer -> answers.put(counter, answer));
      } catch (IOException e) {
        throw new Trouble("The card did not answer.", e);
      }
    }
    return answers;
  }

  private Map<Long, byte[]> execute(String message5, Initialize shown) {
    ValueUpdate update = Signed.parse(message5, ValueUpdate.class).message();
    executed.add(update);
    return Map.of(shown.counter(), holder.execute(Base64Url.decode(update.command())));
  }

  /** Every message 5 that the card was given, in order. */
  List<ValueUpdate> executed() {
    return executed;
  }

  /** Their kinds. */
  List<String> kinds() {
    return executed.stream().map(update -> update.kind().name()).toList();
  }
}
