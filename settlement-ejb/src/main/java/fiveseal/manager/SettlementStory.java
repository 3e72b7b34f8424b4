package fiveseal.manager;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A settlement with all that became of it, as far as the tenant may see it.
 *
 * @param expiresAt until when a card may pay it
 * @param maskedCardNumber never the whole number; empty before a card was there
 * @param timeline in the order of time
 * @param messages the signed messages
 * @param delivery of message 3 to the store; empty for lower stores and before completion
 * @param refunds in the order in which they were accepted
 */
public record SettlementStory(
    FoundSettlements.Row settlement,
    Instant expiresAt,
    Optional<String> maskedCardNumber,
    List<Event> timeline,
    List<Sealed> messages,
    List<Moved> transfers,
    Optional<DeliveryLog> delivery,
    List<GivenBack> refunds) {
  public SettlementStory {
    timeline = List.copyOf(timeline);
    messages = List.copyOf(messages);
    transfers = List.copyOf(transfers);
    refunds = List.copyOf(refunds);
  }

  /** What happened. */
  public enum Happened {
    /** Message 1 came. */
    REQUESTED,
    /** A command left for a card, in message 2. */
    ISSUED,
    /** The card's answer: it was debited. */
    DEBITED,
    /** The card's answer: it declined. */
    CARD_DECLINED,
    /** A command can never be executed any more. */
    VOIDED,
    /** The store cancelled. */
    CANCELLED,
    /** The transfers were posted and message 3 was made. */
    COMPLETED,
    /** The store did not take message 3. */
    DELIVERY_FAILED,
    /** The store has message 3. */
    DELIVERED,
    /** Message 4 came. */
    RECEIPTED,
    /** A refund was accepted. */
    REFUND_ACCEPTED,
    /** The card has a refund, or a part of it. */
    REFUND_DONE
  }

  /**
   * One thing that happened.
   *
   * @param detail what else there is to say, such as a refund's id; may be empty
   */
  public record Event(Instant at, Happened what, String detail) {}

  /**
   * A signed message.
   *
   * @param number of its seal, 1 … 4
   * @param compact the exact compact JWS; empty for lower stores
   */
  public record Sealed(int number, String typ, Instant at, Optional<String> compact) {}

  /**
   * A transfer; {@code amountMinor} in minor units.
   *
   * @param debit and {@code credit} kind and owner of the account, a card's number masked
   */
  public record Moved(
      Instant at, String kind, String debit, String credit, long amountMinor, String currency) {}

  /**
   * A refund; {@code amountMinor} in minor units.
   *
   * @param by who signed it
   * @param state {@code DUE}, {@code ISSUED} or {@code DONE}
   * @param parts what each store gives back
   */
  public record GivenBack(
      String refundId,
      String by,
      String state,
      Instant acceptedAt,
      long amountMinor,
      List<StoreRefund.Line> parts) {
    public GivenBack {
      parts = List.copyOf(parts);
    }
  }
}
