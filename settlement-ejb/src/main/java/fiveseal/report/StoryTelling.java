package fiveseal.report;

import fiveseal.audit.StoredMessage;
import fiveseal.manager.DeliveryLog;
import fiveseal.manager.FoundSettlements;
import fiveseal.manager.SettlementStory;
import fiveseal.manager.SettlementStory.Event;
import fiveseal.manager.SettlementStory.GivenBack;
import fiveseal.manager.SettlementStory.Happened;
import fiveseal.manager.StoreRefund;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.jws.Signed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells a settlement's story as far as the scope may hear it. */
final class StoryTelling {
  private static final int CREATED_AT = 8;
  private static final int CANCELLED_AT = 9;
  private static final int CARD = 10;
  private static final int RECEIPT = 4;

  /** A delivery's log knows whole seconds only: what is of one second stands as it must follow. */
  private static final Comparator<Event> IN_ORDER =
      Comparator.comparing((Event event) -> event.at().getEpochSecond())
          .thenComparing(Event::what)
          .thenComparing(Event::at);

  private final ConsoleReads reads;
  private final Scope scope;
  private final Instant now;

  StoryTelling(ConsoleReads reads, Scope scope, Instant now) {
    this.reads = reads;
    this.scope = scope;
    this.now = now;
  }

  /**
   * @param row of {@link ConsoleReads#settlement}
   */
  SettlementStory tell(Object[] row, List<StoredMessage> messages, Optional<DeliveryLog> delivery) {
    String id = (String) row[0];
    FoundSettlements.Row settlement =
        new SettlementRows(reads, scope, now).of(Collections.singletonList(row)).get(0);
    List<Object[]> accepted = reads.refunds(id);
    List<GivenBack> refunds =
        accepted.stream().map(this::refund).flatMap(Optional::stream).toList();
    List<String> credits =
        accepted.stream()
            .filter(refund -> isIn(refunds, (String) refund[0]))
            .map(refund -> (String) refund[2])
            .toList();
    List<Event> timeline = new ArrayList<>(lifeOf(row, messages));
    delivery.ifPresent(log -> log.attempts().forEach(attempt -> timeline.add(attempt(attempt))));
    refunds.forEach(
        refund ->
            timeline.add(
                new Event(refund.acceptedAt(), Happened.REFUND_ACCEPTED, refund.refundId())));
    reads
        .creditsDone(credits)
        .forEach(done -> timeline.add(new Event(Rows.time(done[0]), Happened.REFUND_DONE, "")));
    timeline.sort(IN_ORDER);
    return new SettlementStory(
        settlement,
        Rows.time(row[SettlementRows.EXPIRES_AT]),
        Optional.ofNullable((String) row[CARD]).map(digits -> new CardNumber(digits).masked()),
        timeline,
        messages.stream().map(this::sealed).toList(),
        reads.transfers(scope, id, credits).stream().map(StoryTelling::moved).toList(),
        delivery,
        refunds);
  }

  private static boolean isIn(List<GivenBack> refunds, String refundId) {
    return refunds.stream().anyMatch(refund -> refund.refundId().equals(refundId));
  }

  private List<Event> lifeOf(Object[] row, List<StoredMessage> messages) {
    List<Event> life = new ArrayList<>();
    life.add(new Event(Rows.time(row[CREATED_AT]), Happened.REQUESTED, ""));
    for (Object[] command : reads.commands((String) row[0])) {
      life.add(new Event(Rows.time(command[0]), Happened.ISSUED, ""));
      ended((String) command[1])
          .ifPresent(what -> life.add(new Event(Rows.time(command[2]), what, "")));
    }
    at(row[CANCELLED_AT]).ifPresent(at -> life.add(new Event(at, Happened.CANCELLED, "")));
    at(row[SettlementRows.COMPLETED_AT])
        .ifPresent(at -> life.add(new Event(at, Happened.COMPLETED, "")));
    messages.stream()
        .filter(message -> message.seal() == RECEIPT)
        .forEach(message -> life.add(new Event(message.receivedAt(), Happened.RECEIPTED, "")));
    return life;
  }

  private static Optional<Happened> ended(String commandState) {
    return switch (commandState) {
      case "DONE" -> Optional.of(Happened.DEBITED);
      case "DECLINED" -> Optional.of(Happened.CARD_DECLINED);
      case "VOID" -> Optional.of(Happened.VOIDED);
      default -> Optional.empty();
    };
  }

  private static Optional<Instant> at(Object value) {
    return Optional.ofNullable(value).map(Rows::time);
  }

  private static Event attempt(DeliveryLog.Attempt attempt) {
    return new Event(
        Instant.ofEpochSecond(attempt.at()),
        attempt.acknowledged() ? Happened.DELIVERED : Happened.DELIVERY_FAILED,
        attempt.outcome());
  }

  /** Empty if it gives back nothing that is in sight. */
  private Optional<GivenBack> refund(Object[] row) {
    RefundRequest request = Signed.parse((String) row[5], RefundRequest.class).message();
    List<StoreRefund.Line> parts =
        request.lines().stream()
            .filter(line -> scope.own().map(line.store()::equals).orElse(true))
            .map(line -> new StoreRefund.Line(line.store(), line.amountMinor()))
            .toList();
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new GivenBack(
                (String) row[0],
                (String) row[1],
                (String) row[3],
                Rows.time(row[4]),
                parts.stream().mapToLong(StoreRefund.Line::amountMinor).sum(),
                parts));
  }

  /** Messages 1 to 4 carry all lines: a lower store learns that they are there and no more. */
  private SettlementStory.Sealed sealed(StoredMessage message) {
    return new SettlementStory.Sealed(
        message.seal(),
        message.typ(),
        message.receivedAt(),
        scope.own().isPresent() ? Optional.empty() : Optional.of(message.compact()));
  }

  private static SettlementStory.Moved moved(Object[] row) {
    return new SettlementStory.Moved(
        Rows.time(row[0]),
        (String) row[1],
        account((String) row[2], (String) row[3]),
        account((String) row[4], (String) row[5]),
        Rows.number(row[6]),
        (String) row[7]);
  }

  private static String account(String kind, String owner) {
    return kind + ":" + (kind.equals("CARD") ? new CardNumber(owner).masked() : owner);
  }
}
