package fiveseal.clientapi;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;

/**
 * The body of {@code card-answer}.
 *
 * @param counter the counter that the command consumed, from 0
 * @param answer what the card answered; whether it proves anything is not decided here
 */
record CardAnswer(long counter, byte[] answer) {

  static CardAnswer read(byte[] body) {
    JsonMembers request = Json.body(body);
    CardAnswer answer =
        new CardAnswer(request.integer("counter"), Base64Url.decode(request.text("answer")));
    request.end();
    return answer;
  }
}
