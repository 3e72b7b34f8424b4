package fiveseal.card;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** An authentic word of a card that contradicts the record: why it was stopped. Written once. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "discrepancy")
public class Discrepancy {
  @Id
  @Column(name = "discrepancy_id")
  private String id;

  @Column(name = "card_number")
  private String cardNumber;

  @Enumerated(EnumType.STRING)
  private StopReason reason;

  private long counter;

  @Column(name = "command_id")
  private Long commandId;

  private byte[] answer;
  private byte[] initialize;

  @Column(name = "seen_at")
  private OffsetDateTime seenAt;

  protected Discrepancy() {}

  private Discrepancy(String id, String cardNumber, StopReason reason, long counter, Instant at) {
    this.id = id;
    this.cardNumber = cardNumber;
    this.reason = reason;
    this.counter = counter;
    this.seenAt = at.atOffset(ZoneOffset.UTC);
  }

  /** The card's state of the moment contradicts: its INITIALIZE. */
  static Discrepancy shown(String id, ProvenCard card, StopReason reason, Instant at) {
    Discrepancy shown =
        new Discrepancy(id, card.number().digits(), reason, card.initialize().counter(), at);
    shown.initialize = card.initialize().bytes();
    return shown;
  }

  /** Its answer to a command contradicts. */
  static Discrepancy answered(
      String id, IssuedCommand command, byte[] answer, StopReason reason, Instant at) {
    Discrepancy answered =
        new Discrepancy(id, command.card().digits(), reason, command.counter(), at);
    answered.commandId = command.id();
    answered.answer = answer.clone();
    return answered;
  }

  /** Whether it is the card's answer to this command. */
  public boolean isAbout(IssuedCommand command) {
    return commandId != null && commandId == command.id();
  }

  public StopReason reason() {
    return reason;
  }

  public long counter() {
    return counter;
  }

  public Instant seenAt() {
    return seenAt.toInstant();
  }
}
