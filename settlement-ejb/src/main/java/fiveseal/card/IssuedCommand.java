package fiveseal.card;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.card.CardAnswer;
import fiveseal.protocol.card.CardResult;
import fiveseal.protocol.card.Operation;
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
import java.util.Arrays;

/**
 * A command that left for a card. It stays OPEN, whatever time passes, until an authentic answer of
 * the card shows that it was executed or declined, or that another command consumed its counter.
 */
@Entity
@SuppressWarnings("UnusedVariable") // some columns are written here and read in SQL
@Table(name = "command")
public class IssuedCommand {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "command")
  @SequenceGenerator(name = "command", sequenceName = "command_seq", allocationSize = 50)
  @Column(name = "command_id")
  private long id;

  @Column(name = "card_number")
  private String cardNumber;

  private long counter;
  private byte[] challenge;

  @Column(name = "key_version")
  private int keyVersion;

  @Column(name = "settlement_id")
  private String settlementId;

  @Column(name = "update_id")
  private String updateId;

  @Enumerated(EnumType.STRING)
  private Operation operation;

  @Column(name = "amount_minor")
  private long amountMinor;

  @Column(name = "transaction_id")
  private byte[] transactionId;

  @Column(name = "balance_before_minor")
  private long balanceBeforeMinor;

  private byte[] ciphertext;

  @Column(name = "evidence_id")
  private long evidenceId;

  @Enumerated(EnumType.STRING)
  private CommandState state;

  private Integer result;
  private byte[] answer;

  @Column(name = "decision_id")
  private String decisionId;

  @Column(name = "issued_at")
  private OffsetDateTime issuedAt;

  @Column(name = "closed_at")
  private OffsetDateTime closedAt;

  protected IssuedCommand() {}

  public IssuedCommand(Draft draft, long evidenceId, Instant issuedAt) {
    ProvenCard card = draft.card();
    this.cardNumber = card.number().digits();
    this.counter = card.initialize().counter();
    this.challenge = card.initialize().challenge();
    this.keyVersion = card.initialize().keyVersion();
    if (draft.owner().kind() == OwnerKind.SETTLEMENT) {
      this.settlementId = draft.owner().id();
    } else {
      this.updateId = draft.owner().id();
    }
    this.operation = draft.command().operation();
    this.amountMinor = draft.command().amount();
    this.transactionId = draft.command().transactionId();
    this.balanceBeforeMinor = card.initialize().balance();
    this.ciphertext = draft.ciphertext();
    this.evidenceId = evidenceId;
    this.state = CommandState.OPEN;
    this.issuedAt = issuedAt.atOffset(ZoneOffset.UTC);
  }

  public long id() {
    return id;
  }

  public CardNumber card() {
    return new CardNumber(cardNumber);
  }

  public long counter() {
    return counter;
  }

  public byte[] challenge() {
    return challenge.clone();
  }

  public int keyVersion() {
    return keyVersion;
  }

  public Owner owner() {
    return settlementId != null
        ? new Owner(OwnerKind.SETTLEMENT, settlementId)
        : new Owner(OwnerKind.UPDATE, updateId);
  }

  public Operation operation() {
    return operation;
  }

  /** Minor units; 0 where the operation has none. */
  public long amountMinor() {
    return amountMinor;
  }

  byte[] ciphertext() {
    return ciphertext.clone();
  }

  /** Message 2 or 5 that carries it. */
  public long evidenceId() {
    return evidenceId;
  }

  public CommandState state() {
    return state;
  }

  /** Why the card declined. */
  public CardResult result() {
    return CardResult.of(result);
  }

  boolean wasAnsweredBy(byte[] other) {
    return Arrays.equals(answer, other);
  }

  public CommandFacts facts() {
    return new CommandFacts(
        owner(), counter, challenge.clone(), operation, isOpen(), isOpen() || isClosedByDecision());
  }

  IssuedTerms terms() {
    return new IssuedTerms(
        operation, amountMinor, counter, transactionId.clone(), balanceBeforeMinor);
  }

  void decide(CardAnswer decision, byte[] bytes, Instant at) {
    result = decision.result().code();
    state = decision.result() == CardResult.DONE ? CommandState.DONE : CommandState.DECLINED;
    answer = bytes.clone();
    closedAt = at.atOffset(ZoneOffset.UTC);
  }

  void close(Instant at) {
    state = CommandState.VOID;
    closedAt = at.atOffset(ZoneOffset.UTC);
  }

  /** Two operators decided that it counts as not executed. */
  void close(String byDecision, Instant at) {
    close(at);
    decisionId = byDecision;
  }

  boolean isClosedByDecision() {
    return decisionId != null;
  }

  public boolean isOpen() {
    return state == CommandState.OPEN;
  }

  public Instant issuedAt() {
    return issuedAt.toInstant();
  }
}
