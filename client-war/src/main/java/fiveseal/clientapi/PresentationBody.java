package fiveseal.clientapi;

import fiveseal.manager.CardProof;
import fiveseal.manager.CounterAnswer;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The body of {@code POST /presentations}: the card's proof, and the answers that were wanted.
 *
 * @param answers at most 16, one for a counter; whether they prove anything is not decided here
 */
record PresentationBody(CardProof proof, List<CounterAnswer> answers) {
  private static final int ANSWERS_MAX = 16;

  /**
   * @throws ProtocolException {@code message-malformed}
   */
  static PresentationBody read(byte[] body) {
    JsonMembers request = Json.body(body);
    CardProof proof = Initialize.member(request);
    List<CounterAnswer> answers = request.has("answers") ? answers(request) : List.of();
    request.end();
    return new PresentationBody(proof, answers);
  }

  private static List<CounterAnswer> answers(JsonMembers request) {
    List<JsonMembers> members = request.objects("answers");
    if (members.size() > ANSWERS_MAX) {
      throw ProtocolException.malformed("more than " + ANSWERS_MAX + " answers");
    }
    List<CounterAnswer> answers = members.stream().map(PresentationBody::answer).toList();
    Set<Long> counters = answers.stream().map(CounterAnswer::counter).collect(Collectors.toSet());
    if (counters.size() != answers.size()) {
      throw ProtocolException.malformed("two answers for one counter");
    }
    return answers;
  }

  private static CounterAnswer answer(JsonMembers members) {
    CounterAnswer answer =
        new CounterAnswer(members.integer("counter"), Base64Url.decode(members.text("answer")));
    members.end();
    return answer;
  }
}
