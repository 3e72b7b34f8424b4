package fiveseal.clientapi;

import fiveseal.manager.CardProof;
import fiveseal.manager.Funding;
import fiveseal.manager.LoadRequest;
import fiveseal.protocol.Amount;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import java.util.Optional;

/** The body of {@code POST /value-updates}: a holder's wish to top up, with his card or without. */
record LoadBody(LoadRequest load, Optional<CardProof> proof) {
  private static final String LOAD = "LOAD";

  /**
   * @throws ProtocolException {@code message-malformed} for the form, {@code message-refused} for a
   *     kind, amount or currency that no client may ask for
   */
  static LoadBody read(byte[] body) {
    JsonMembers request = Json.body(body);
    String updateId = request.text("updateId");
    if (!UuidV7.isCanonical(updateId)) {
      throw ProtocolException.malformed("updateId is not a UUID in lower case");
    }
    String kind = request.text("kind");
    long amountMinor = request.integer("amount");
    String currency = request.text("currency");
    Funding funding = funding(request.object("funding"));
    CardNumber number = new CardNumber(request.text("cardNumber"));
    Optional<CardProof> proof =
        request.has("initialize") ? Optional.of(Initialize.member(request)) : Optional.empty();
    request.end();
    if (!kind.equals(LOAD)) {
      throw ProtocolException.refused("kind is not LOAD");
    }
    Amount amount = Amount.of(amountMinor, currency);
    LoadRequest load =
        new LoadRequest(
            updateId, amount.minor(), amount.currency().code(), funding, number.digits());
    return new LoadBody(load, proof);
  }

  private static Funding funding(JsonMembers funding) {
    Optional<String> voucher = funding.optionalText("voucher");
    Optional<String> reference = funding.optionalText("reference");
    funding.end();
    if (voucher.isPresent() == reference.isPresent()) {
      throw ProtocolException.malformed("funding is not either a voucher or a reference");
    }
    return new Funding(voucher, reference);
  }
}
