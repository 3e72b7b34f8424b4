package fiveseal.testbed;

import fiveseal.protocol.JsonMembers;
import java.util.List;
import java.util.Optional;

/** What the operator's interface tells of one payment or update. */
record Trace(
    String id,
    String state,
    List<StoredMessage> messages,
    List<StoredCommand> commands,
    List<StoredTransfer> transfers) {

  /**
   * @param number 1 … 5, the seal's number
   */
  record StoredMessage(int number, String typ, String compact, long receivedAt) {}

  /** A command for a card, and what became of it. */
  record StoredCommand(String card, long counter, String state) {}

  /**
   * @param amountMinor minor units
   */
  record StoredTransfer(
      String debit, String credit, long amountMinor, String currency, String kind) {}

  static Trace of(JsonMembers json) {
    return new Trace(
        json.text("id"),
        json.text("state"),
        json.objects("messages").stream()
            .map(
                message ->
                    new StoredMessage(
                        Math.toIntExact(message.integer("number")),
                        message.text("typ"),
                        message.text("compact"),
                        message.integer("receivedAt")))
            .toList(),
        json.objects("commands").stream()
            .map(
                command ->
                    new StoredCommand(
                        command.text("card"), command.integer("counter"), command.text("state")))
            .toList(),
        json.objects("transfers").stream()
            .map(
                transfer ->
                    new StoredTransfer(
                        transfer.text("debit"),
                        transfer.text("credit"),
                        transfer.integer("amount"),
                        transfer.text("currency"),
                        transfer.text("kind")))
            .toList());
  }

  /** The message with that seal, the newest if there are several. */
  Optional<String> message(int number) {
    return messages.stream()
        .filter(message -> message.number() == number)
        .map(StoredMessage::compact)
        .reduce((older, newer) -> newer);
  }
}
