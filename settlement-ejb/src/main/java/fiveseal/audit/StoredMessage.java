package fiveseal.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A signed message as it was received or sent. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "evidence")
public class StoredMessage {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "evidence")
  @SequenceGenerator(name = "evidence", sequenceName = "evidence_seq", allocationSize = 50)
  @Column(name = "evidence_id")
  private long id;

  @Column(name = "received_at")
  private OffsetDateTime receivedAt;

  @Column(name = "subject_id")
  private String subjectId;

  private int seal;
  private String compact;

  protected StoredMessage() {}

  /** A message that was received, or made, at that time. */
  public StoredMessage(Seal seal, String subjectId, String compact, Instant receivedAt) {
    this.seal = seal.number();
    this.subjectId = subjectId;
    this.compact = compact;
    this.receivedAt = receivedAt.atOffset(ZoneOffset.UTC);
  }

  public long id() {
    return id;
  }

  public Instant receivedAt() {
    return receivedAt.toInstant();
  }

  /** 1 … 5. */
  public int seal() {
    return seal;
  }

  /** The message's {@code typ}. */
  public String typ() {
    return Seal.of(seal).type().typ();
  }

  /** The exact compact JWS. */
  public String compact() {
    return compact;
  }
}
