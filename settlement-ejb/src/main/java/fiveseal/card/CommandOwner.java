package fiveseal.card;

import fiveseal.manager.CardOutcome;
import fiveseal.protocol.card.CardAnswer;
import java.time.Instant;
import java.util.Optional;

/** A settlement or value update, as seen from the card's commands. */
public interface CommandOwner {
  OwnerKind kind();

  /** Locks the owner's row until the transaction ends. */
  void lock(String id);

  /**
   * Within the transaction, the row locked: may a command be issued for it?
   *
   * @throws fiveseal.protocol.ProtocolException if it has ended
   */
  void requireIssuable(String id, Instant now);

  /** Within the transaction: a command was issued. */
  void issued(IssuedCommand command, Instant now);

  /** Before the transaction: all that takes a signature or an account's number. */
  Decision prepare(IssuedCommand command, CardAnswer answer, Instant now);

  /** Within the transaction, the row locked: none of its commands is open any more, none won. */
  void voided(String id, Instant now);

  /** Within the transaction, the row locked: the card contradicted the record. */
  void contradicted(String id, Instant now);

  /** Within the transaction, the row locked: another card was refused because of its commands. */
  void wantedElsewhere(String id);

  /**
   * Whether its open commands shall be voided: it has ended but for them, or is wanted elsewhere.
   */
  boolean wantsVoid(String id, Instant now);

  /** What the holder is told of it. */
  CardOutcome outcome(String id, Instant now);

  /** What follows from an accepted answer, ready to be written. */
  interface Decision {
    /** Within the transaction, the rows of the card and of the owner locked. */
    void write(Card card);

    /** The operators' decision by which all earlier open commands of the card end, if one does. */
    default Optional<String> endsEarlierCommands(Card card) {
      return Optional.empty();
    }
  }
}
