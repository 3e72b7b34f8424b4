package fiveseal.protocol.card;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A known answer made by an independent implementation: one command to one card. */
record CardVector(JsonMembers row) {

  static Stream<CardVector> all() {
    try (InputStream in = CardVector.class.getResourceAsStream("/vectors/fiveseal.json")) {
      List<JsonMembers> rows = Json.object(in.readAllBytes()).objects("cards");
      return rows.stream().map(CardVector::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CardVector ofKind(String kind) {
    return all().filter(vector -> vector.row.text("kind").equals(kind)).findFirst().orElseThrow();
  }

  byte[] hex(String name) {
    return HexFormat.of().parseHex(row.text(name));
  }

  byte[] sessionKey(String label) {
    return HexFormat.of().parseHex(row.object("sessionKeys").text(label));
  }

  long number(String name) {
    return row.integer(name);
  }

  CardNumber cardNumber() {
    return new CardNumber(row.text("cardNumber"));
  }

  CardKey cardKey() {
    return CardKey.of(hex("cardKey"));
  }

  CardCommand command() {
    return new CardCommand(
        Operation.of((int) number("operation")),
        Integer.parseInt(row.text("currency")),
        number("amount"),
        number("counter"),
        hex("transactionId"),
        hex("parameter"));
  }

  CardAnswer answer() {
    return new CardAnswer(
        CardResult.of((int) number("result")),
        Operation.of((int) number("operation")),
        CardState.of((int) number("stateAfter")),
        number("counter"),
        number("amount"),
        number("balanceBefore"),
        number("balanceAfter"),
        hex("transactionId"));
  }

  @Override
  public String toString() {
    return "operation "
        + number("operation")
        + ", result "
        + number("result")
        + ", counter "
        + number("counter");
  }
}
