package fiveseal.clientapi;

import fiveseal.manager.CardProof;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;

/** Reads {@code initialize}: what SELECT and INITIALIZE answered. */
final class Initialize {
  private Initialize() {}

  /** The body {@code {initialize}}. */
  static CardProof alone(byte[] body) {
    JsonMembers request = Json.body(body);
    CardProof proof = member(request);
    request.end();
    return proof;
  }

  /** The member {@code initialize} of a body; whether it proves a card is not decided here. */
  static CardProof member(JsonMembers request) {
    JsonMembers initialize = request.object("initialize");
    CardNumber number = new CardNumber(initialize.text("cardNumber"));
    byte[] data = Base64Url.decode(initialize.text("data"));
    initialize.end();
    return new CardProof(number.digits(), data);
  }
}
