package fiveseal.operator;

import fiveseal.manager.Trace;
import java.util.LinkedHashMap;
import java.util.Map;

/** A trace as JSON tells it to the operator. */
final class TraceJson {
  private TraceJson() {}

  static Map<String, Object> of(Trace trace) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", trace.id());
    members.put("state", trace.state());
    members.put("messages", trace.messages().stream().map(TraceJson::of).toList());
    members.put("commands", trace.commands().stream().map(TraceJson::of).toList());
    members.put("transfers", trace.transfers().stream().map(TraceJson::of).toList());
    return members;
  }

  private static Map<String, Object> of(Trace.StoredMessage message) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("number", message.number());
    members.put("typ", message.typ());
    members.put("compact", message.compact());
    members.put("receivedAt", message.receivedAt());
    return members;
  }

  private static Map<String, Object> of(Trace.StoredCommand command) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("card", command.maskedCardNumber());
    members.put("counter", command.counter());
    members.put("state", command.state());
    return members;
  }

  private static Map<String, Object> of(Trace.StoredTransfer transfer) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("debit", transfer.debitAccount());
    members.put("credit", transfer.creditAccount());
    members.put("amount", transfer.amountMinor());
    members.put("currency", transfer.currency());
    members.put("kind", transfer.kind());
    return members;
  }
}
