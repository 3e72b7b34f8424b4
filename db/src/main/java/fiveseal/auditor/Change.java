package fiveseal.auditor;

import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.jws.Signed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is stored of one value update: its row, its evidence, and what followed from it.
 *
 * @param commands in the order of issue
 * @param read the messages that could be read, by evidence id
 */
record Change(
    UpdateRow row,
    List<MessageRow> messages,
    List<CommandRow> commands,
    List<TransferRow> transfers,
    Map<Long, Signed<ValueUpdate>> read) {

  static Change of(
      UpdateRow row,
      List<MessageRow> messages,
      List<CommandRow> commands,
      List<TransferRow> transfers,
      Messages reader) {
    Map<Long, Signed<ValueUpdate>> read = new LinkedHashMap<>();
    for (MessageRow message : messages) {
      String where = row.name() + ": " + message.name();
      reader
          .read(where, message.compact(), ValueUpdate.class, message.receivedAt())
          .ifPresent(signed -> read.put(message.id(), signed));
    }
    return new Change(row, messages, commands, transfers, read);
  }

  /** When the first command left. */
  Optional<Instant> firstIssued() {
    return commands.stream().map(CommandRow::issuedAt).findFirst();
  }

  Optional<CommandRow> executed() {
    return commands.stream().filter(CommandRow::isDone).findFirst();
  }

  Optional<CommandRow> declined() {
    return commands.stream().filter(CommandRow::isDeclined).findFirst();
  }
}
