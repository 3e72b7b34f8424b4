package fiveseal.ceremony;

import fiveseal.manager.CeremonyProposal;
import fiveseal.manager.KeyCeremony;
import fiveseal.manager.OperatorKey;
import fiveseal.manager.OperatorName;
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
import java.util.OptionalLong;

/** A key ceremony: one operator proposes it with a reason, another approves it, it is done. */
@Entity
@Table(name = "key_ceremony")
public class Ceremony {
  @Id
  @Column(name = "ceremony_id")
  private String id;

  @Enumerated(EnumType.STRING)
  private CeremonyAct act;

  private String kind;

  private String key;

  private OffsetDateTime at;

  private String reason;

  @Column(name = "proposer_key_x")
  private String proposerKeyX;

  @Column(name = "proposer_key_y")
  private String proposerKeyY;

  @Enumerated(EnumType.STRING)
  private CeremonyState state;

  @Column(name = "proposed_by")
  private String proposedBy;

  @Column(name = "proposed_at")
  private OffsetDateTime proposedAt;

  @Column(name = "approved_by")
  private String approvedBy;

  @Column(name = "approved_at")
  private OffsetDateTime approvedAt;

  @Column(name = "newest_before")
  private Integer newestBefore;

  private String record;

  /** For JPA. */
  protected Ceremony() {}

  Ceremony(String id, CeremonyProposal proposal, String operator, Instant now) {
    this.id = id;
    this.act = CeremonyAct.valueOf(proposal.act());
    this.kind = proposal.kind().orElse(null);
    this.key = proposal.key().orElse(null);
    this.at = proposal.at().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null);
    this.reason = proposal.reason();
    this.proposerKeyX = proposal.operatorKey().map(OperatorKey::x).orElse(null);
    this.proposerKeyY = proposal.operatorKey().map(OperatorKey::y).orElse(null);
    this.state = CeremonyState.PROPOSED;
    this.proposedBy = operator;
    this.proposedAt = now.atOffset(ZoneOffset.UTC);
  }

  String id() {
    return id;
  }

  CeremonyAct act() {
    return act;
  }

  /** Of ROTATE, RETIRE and COMPROMISE. */
  String kind() {
    return kind;
  }

  /** Of RETIRE and COMPROMISE. */
  String key() {
    return key;
  }

  Optional<Instant> at() {
    return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
  }

  String reason() {
    return reason;
  }

  /** Of BACKUP. */
  OperatorKey proposerKey() {
    return new OperatorKey(proposerKeyX, proposerKeyY);
  }

  boolean isDone() {
    return state == CeremonyState.DONE;
  }

  boolean isApproved() {
    return state == CeremonyState.APPROVED;
  }

  String proposedBy() {
    return proposedBy;
  }

  Instant proposedAt() {
    return proposedAt.toInstant();
  }

  String approvedBy() {
    return approvedBy;
  }

  Instant approvedAt() {
    return approvedAt.toInstant();
  }

  boolean mayBeApprovedBy(String operator) {
    return OperatorName.areTwoPeople(proposedBy, operator);
  }

  /** Of ROTATE, once approved: the number of the newest key of its kind before it began. */
  int newestBefore() {
    return newestBefore;
  }

  boolean hasBegun() {
    return newestBefore != null;
  }

  /** Notes from where a rotation begins, however often it is interrupted. */
  void beginAfter(int newest) {
    newestBefore = newest;
  }

  void approve(String operator, Instant now) {
    state = CeremonyState.APPROVED;
    approvedBy = operator;
    approvedAt = now.atOffset(ZoneOffset.UTC);
  }

  void reopen() {
    state = CeremonyState.PROPOSED;
    approvedBy = null;
    approvedAt = null;
    newestBefore = null;
  }

  void done(String signedRecord) {
    state = CeremonyState.DONE;
    record = signedRecord;
  }

  KeyCeremony view() {
    return new KeyCeremony(
        id,
        act.name(),
        Optional.ofNullable(kind),
        Optional.ofNullable(key),
        seconds(at),
        reason,
        state.name(),
        proposedBy,
        proposedAt.toEpochSecond(),
        Optional.ofNullable(approvedBy),
        seconds(approvedAt),
        Optional.ofNullable(record));
  }

  private static OptionalLong seconds(OffsetDateTime time) {
    return time == null ? OptionalLong.empty() : OptionalLong.of(time.toEpochSecond());
  }
}
