package fiveseal.card;

import fiveseal.protocol.card.CardAnswer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** An answer to a command that operators had decided already: recorded, nothing is posted. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "late_proof")
public class LateProof {
  @Id
  @Column(name = "command_id")
  private long commandId;

  private byte[] answer;
  private int result;

  @Column(name = "received_at")
  private OffsetDateTime receivedAt;

  protected LateProof() {}

  LateProof(IssuedCommand command, CardAnswer said, byte[] answer, Instant at) {
    this.commandId = command.id();
    this.answer = answer.clone();
    this.result = said.result().code();
    this.receivedAt = at.atOffset(ZoneOffset.UTC);
  }

  byte[] answer() {
    return answer.clone();
  }
}
