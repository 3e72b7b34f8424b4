package fiveseal.testbed.simulator.world;

import fiveseal.manager.CardProof;
import fiveseal.manager.Settlements;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.card.Initialize;
import java.nio.charset.StandardCharsets;

/** Somebody who has no key: nothing that he makes or changes may be accepted. */
final class Forgery {
  private final Network network;

  Forgery(Network network) {
    this.network = network;
  }

  void attempt(Sale sale, ModelCard card, Chance chance) {
    switch (chance.below(3)) {
      case 0 -> refused("a request with another amount", otherAmount(sale));
      case 1 -> refused("a card that is not there", inventedCard(sale, card, chance));
      default -> sale.completion().ifPresent(message3 -> refused("a receipt", receipt(sale)));
    }
  }

  private void refused(String what, Request.Call call) {
    Request forged = new Request(Step.OTHER, "forged: " + what, "forged", false, call);
    Reply reply = network.call(forged);
    Violation.unless(!reply.ok(), "nothing forged is accepted", () -> forged + " -> " + reply);
  }

  /** Message 1 under another id and with another amount, the signature as it was. */
  private static Request.Call otherAmount(Sale sale) {
    long amount = sale.request().message().amount().minor();
    String one = "\"amount\":" + amount + ',';
    String forged =
        changed(sale.request().compact(), one, "\"amount\":" + (amount + 1) + ',', "-r", "-f");
    return manager -> manager.bean(Settlements.class).request(forged).settlementId();
  }

  private static String changed(String compact, String... pairs) {
    String[] parts = compact.split("\\.", -1);
    String payload = new String(Base64Url.decode(parts[1]), StandardCharsets.UTF_8);
    for (int i = 0; i < pairs.length; i += 2) {
      payload = payload.replace(pairs[i], pairs[i + 1]);
    }
    return parts[0]
        + '.'
        + Base64Url.encode(payload.getBytes(StandardCharsets.UTF_8))
        + '.'
        + parts[2];
  }

  /** INITIALIZE of a real card's number with an invented challenge. */
  private static Request.Call inventedCard(Sale sale, ModelCard card, Chance chance) {
    Initialize invented =
        new Initialize(
            card.counter(),
            card.balance(),
            card.keyVersion(),
            card.state(),
            chance.bytes(Initialize.CHALLENGE_LENGTH),
            chance.bytes(Initialize.MAC_LENGTH));
    CardProof proof = new CardProof(card.number().digits(), invented.bytes());
    String message1 = sale.request().compact();
    return manager -> manager.bean(Settlements.class).requestAndIssue(message1, proof);
  }

  private static Request.Call receipt(Sale sale) {
    String message4 = sale.till().receipt(sale);
    String forged = changed(message4, "\"receiptNumber\":\"n-", "\"receiptNumber\":\"x-");
    String id = sale.settlementId().orElseThrow();
    return manager -> manager.bean(Settlements.class).receipt(id, forged);
  }
}
