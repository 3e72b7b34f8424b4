package fiveseal.clientdevice;

import fiveseal.protocol.Amount;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the holder asks for: a top-up of the card, paid for by a voucher or a confirmed reference.
 *
 * @param updateId a UUID of this device's making; the same one resumes the same load
 * @param resumed an earlier run has used the id
 */
record LoadOrder(String updateId, boolean resumed, Amount amount, Funding funding) {

  /** {@code kind} is {@code voucher} or {@code reference}. */
  record Funding(String kind, String value) {}

  /** The body of {@code POST /value-updates}. */
  Map<String, Object> body(PresentedCard card) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("updateId", updateId);
    body.put("kind", "LOAD");
    body.put("amount", amount.minor());
    body.put("currency", amount.currency().code());
    body.put("funding", Map.of(funding.kind(), funding.value()));
    body.put("cardNumber", card.number().digits());
    body.put("initialize", card.proof());
    return body;
  }
}
