package fiveseal.auditor;

import fiveseal.protocol.Message;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is stored of one settlement: its row, its evidence, and what followed from it.
 *
 * @param commands in the order of issue
 * @param messages in the order of their seals
 * @param refunds in the order of their acceptance
 * @param read the messages that could be read, by evidence id
 */
record Payment(
    SettlementRow row,
    List<LineRow> lines,
    List<MessageRow> messages,
    List<CommandRow> commands,
    List<TransferRow> transfers,
    List<RefundRow> refunds,
    long reversals,
    Map<Long, Signed<?>> read) {

  static Payment of(
      SettlementRow row,
      List<LineRow> lines,
      List<MessageRow> messages,
      List<CommandRow> commands,
      List<TransferRow> transfers,
      List<RefundRow> refunds,
      long reversals,
      Messages reader) {
    Map<Long, Signed<?>> read = new LinkedHashMap<>();
    for (MessageRow message : messages) {
      String where = row.name() + ": " + message.name();
      reader
          .read(where, message.compact(), type(message.seal()), message.receivedAt())
          .ifPresent(signed -> read.put(message.id(), signed));
    }
    return new Payment(row, lines, messages, commands, transfers, refunds, reversals, read);
  }

  private static Class<? extends Message> type(int seal) {
    return switch (seal) {
      case 1 -> SettlementRequest.class;
      case 2 -> SettlementInformation.class;
      case 3 -> SettlementCompletion.class;
      default -> SettlementReceipt.class;
    };
  }

  List<MessageRow> ofSeal(int seal) {
    return messages.stream().filter(message -> message.seal() == seal).toList();
  }

  /** The stored row of the first message of that seal. */
  Optional<MessageRow> first(int seal) {
    return messages.stream().filter(message -> message.seal() == seal).findFirst();
  }

  Optional<Signed<SettlementRequest>> request() {
    return find(1, SettlementRequest.class);
  }

  Optional<Signed<SettlementCompletion>> completion() {
    return find(3, SettlementCompletion.class);
  }

  Optional<Signed<SettlementReceipt>> receipt() {
    return find(4, SettlementReceipt.class);
  }

  private <T extends Message> Optional<Signed<T>> find(int seal, Class<T> type) {
    return first(seal).flatMap(message -> read(message.id(), type));
  }

  /** A message by its evidence id. */
  <T extends Message> Optional<Signed<T>> read(long evidenceId, Class<T> type) {
    return Optional.ofNullable(read.get(evidenceId))
        .filter(signed -> type.isInstance(signed.message()))
        .map(signed -> new Signed<>(type.cast(signed.message()), signed.compact(), signed.kid()));
  }

  /** The commands that the card executed: one at most, if all is well. */
  List<CommandRow> executed() {
    return commands.stream().filter(CommandRow::isDone).toList();
  }

  Optional<CommandRow> winner() {
    return executed().stream().findFirst();
  }

  /** The transfers that gave an executed debit back to where refunds come from. */
  boolean isReversed() {
    return transfers.stream().anyMatch(each -> each.entry().kind().equals("REVERSAL"));
  }
}
