package fiveseal.testbed;

import java.util.List;
import java.util.Map;

/** The simulated cards and their readers. */
final class CardReaders {

  private static final String API = "/card-sim/api/v1";

  private final Http http;

  CardReaders(Http http) {
    this.http = http;
  }

  /** Ids of all readers. */
  List<String> ids() {
    return http.get(API + "/readers").require(200).json().objects("readers").stream()
        .map(reader -> reader.text("id"))
        .toList();
  }

  /**
   * Issues and personalizes a card.
   *
   * @param currency alphabetic ISO 4217
   * @return its number
   */
  String issue(String currency) {
    return http.postJson(API + "/cards", Map.of("currency", currency))
        .require(201)
        .json()
        .text("cardNumber");
  }

  void insert(String reader, String cardNumber) {
    http.putJson(API + "/readers/" + reader + "/card", Map.of("cardNumber", cardNumber))
        .require(200);
  }

  /** Takes the card out: what is transient in it is lost. */
  void remove(String reader) {
    http.delete(API + "/readers/" + reader + "/card").require(204);
  }

  /**
   * @param apdu hex
   * @return the response with its status word, hex
   */
  String apdu(String reader, String apdu) {
    return http.postJson(API + "/readers/" + reader + "/apdu", Map.of("apdu", apdu))
        .require(200)
        .json()
        .text("response");
  }
}
