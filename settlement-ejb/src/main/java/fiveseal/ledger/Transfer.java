package fiveseal.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Double entry by construction: one row with two legs. Nothing in it ever changes. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "transfer")
class Transfer {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "transfer")
  @SequenceGenerator(name = "transfer", sequenceName = "transfer_seq", allocationSize = 50)
  @Column(name = "transfer_id")
  private long id;

  @Column(name = "debit_account_id")
  private long debitAccountId;

  @Column(name = "credit_account_id")
  private long creditAccountId;

  @Column(name = "amount_minor")
  private long amountMinor;

  private String currency;

  @Enumerated(EnumType.STRING)
  private TransferKind kind;

  @Column(name = "settlement_id")
  private String settlementId;

  @Column(name = "update_id")
  private String updateId;

  @Column(name = "credit_id")
  private String creditId;

  @Column(name = "decision_id")
  private String decisionId;

  @Column(name = "line_no")
  private int lineNo;

  @Column(name = "posted_at")
  private OffsetDateTime postedAt;

  protected Transfer() {}

  Transfer(PreparedPosting prepared, Subject subject, Instant postedAt) {
    Posting posting = prepared.posting();
    this.debitAccountId = prepared.debitAccountId();
    this.creditAccountId = prepared.creditAccountId();
    this.amountMinor = posting.amountMinor();
    this.currency = posting.debit().currency();
    this.kind = posting.kind();
    this.settlementId = subject.idIf(Subject.Kind.SETTLEMENT);
    this.updateId = subject.idIf(Subject.Kind.UPDATE);
    this.creditId = subject.idIf(Subject.Kind.CREDIT);
    this.decisionId = subject.idIf(Subject.Kind.DECISION);
    this.lineNo = posting.lineNo();
    this.postedAt = postedAt.atOffset(ZoneOffset.UTC);
  }
}
