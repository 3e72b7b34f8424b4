package fiveseal.valueupdate;

import fiveseal.manager.CardDecision;
import fiveseal.manager.DecisionProposal;
import fiveseal.manager.OperatorName;
import fiveseal.protocol.CardNumber;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** A decision about a card: one operator proposes it with a reason, another approves it. */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "decision")
public class Decision {
  @Id
  @Column(name = "decision_id")
  private String id;

  @Enumerated(EnumType.STRING)
  private DecisionKind kind;

  @Column(name = "card_number")
  private String cardNumber;

  private String successor;

  @Column(name = "close_doubts")
  private boolean closeDoubts;

  private String reason;

  @Column(name = "proposed_by")
  private String proposedBy;

  @Column(name = "proposed_at")
  private OffsetDateTime proposedAt;

  @Column(name = "approved_by")
  private String approvedBy;

  @Column(name = "approved_at")
  private OffsetDateTime approvedAt;

  protected Decision() {}

  Decision(String id, DecisionProposal proposal, String operator, Instant proposedAt) {
    this.id = id;
    this.kind = DecisionKind.valueOf(proposal.kind());
    this.cardNumber = proposal.cardNumber();
    this.successor = proposal.successor().orElse(null);
    this.closeDoubts = proposal.closeDoubts();
    this.reason = proposal.reason();
    this.proposedBy = operator;
    this.proposedAt = proposedAt.atOffset(ZoneOffset.UTC);
  }

  String id() {
    return id;
  }

  DecisionKind kind() {
    return kind;
  }

  String cardNumber() {
    return cardNumber;
  }

  Optional<String> successor() {
    return Optional.ofNullable(successor);
  }

  boolean closesDoubts() {
    return closeDoubts;
  }

  boolean isApproved() {
    return approvedBy != null;
  }

  boolean mayBeApprovedBy(String operator) {
    return OperatorName.areTwoPeople(proposedBy, operator);
  }

  void approve(String operator, Instant now) {
    approvedBy = operator;
    approvedAt = now.atOffset(ZoneOffset.UTC);
  }

  CardDecision view() {
    return new CardDecision(
        id,
        kind.name(),
        new CardNumber(cardNumber).masked(),
        successor().map(number -> new CardNumber(number).masked()),
        closeDoubts,
        reason,
        proposedBy,
        Optional.ofNullable(approvedBy));
  }
}
