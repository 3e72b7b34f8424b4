package fiveseal.clientdevice;

import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.card.CardIdentity;
import fiveseal.protocol.card.Initialize;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a card answered to SELECT and INITIALIZE, in one session. */
record PresentedCard(CardNumber number, CardIdentity identity, Initialize initialize) {

  /** The counter that the next EXECUTE will consume. */
  long counter() {
    return initialize.counter();
  }

  IsoCurrency currency() {
    return IsoCurrency.ofNumeric(identity.currencyNumeric());
  }

  /** The card's proof as the client API takes it. */
  Map<String, Object> proof() {
    Map<String, Object> proof = new LinkedHashMap<>();
    proof.put("cardNumber", number.digits());
    proof.put("data", Base64Url.encode(initialize.bytes()));
    return proof;
  }

  /** For the holder: the last four digits only. */
  String label() {
    return "card ending in " + number.digits().substring(12);
  }
}
