package fiveseal.card;

import fiveseal.protocol.card.CardAnswer;
import java.time.Instant;

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

  /** What follows from an accepted answer, ready to be written. */
  interface Decision {
    /** Within the transaction, the row locked. */
    void write();
  }
}
