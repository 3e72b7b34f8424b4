package fiveseal.bureau;

import fiveseal.keys.BlankCards;
import fiveseal.manager.CardBatchOrder;
import fiveseal.manager.CardBatchView;
import fiveseal.manager.OperatorName;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ProtocolException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Cards that one operator orders of a bureau. With another operator's approval their keys may leave
 * for it; then its reports tell which were made and which were spoilt. It is closed by an operator,
 * or with its last card made. Its row's lock orders its reports.
 */
@Entity
@Table(name = "card_batch")
public class CardBatch {
  @Id
  @Column(name = "batch_id")
  private String id;

  @Column(name = "bureau_id")
  private String bureauId;

  private String currency;

  @Column(name = "balance_limit")
  private long balanceLimit;

  @Column(name = "amount_limit")
  private long amountLimit;

  @Column(name = "key_version")
  private int keyVersion;

  private int cards;
  private int personalized;
  private int spoilt;

  @Column(name = "ordered_by")
  private String orderedBy;

  @Column(name = "ordered_at")
  private OffsetDateTime orderedAt;

  @Column(name = "approved_by")
  private String approvedBy;

  @Column(name = "approved_at")
  private OffsetDateTime approvedAt;

  @Column(name = "closed_by")
  private String closedBy;

  @Column(name = "closed_at")
  private OffsetDateTime closedAt;

  /** For JPA. */
  protected CardBatch() {}

  CardBatch(String id, CardBatchOrder order, int keyVersion, String by, Instant now) {
    this.id = id;
    this.bureauId = order.bureauId();
    this.currency = order.currency();
    this.balanceLimit = order.balanceLimitMinor();
    this.amountLimit = order.amountLimitMinor();
    this.keyVersion = keyVersion;
    this.cards = (int) order.cards();
    this.orderedBy = by;
    this.orderedAt = now.atOffset(ZoneOffset.UTC);
  }

  String id() {
    return id;
  }

  String bureauId() {
    return bureauId;
  }

  String currency() {
    return currency;
  }

  /** Minor units. */
  long balanceLimit() {
    return balanceLimit;
  }

  /** Minor units. */
  long amountLimit() {
    return amountLimit;
  }

  int keyVersion() {
    return keyVersion;
  }

  int cards() {
    return cards;
  }

  boolean isApproved() {
    return approvedBy != null;
  }

  boolean isClosed() {
    return closedBy != null;
  }

  BlankCards blank(List<CardNumber> numbers) {
    return new BlankCards(id, bureauId, currency, balanceLimit, amountLimit, keyVersion, numbers);
  }

  /**
   * @throws ProtocolException {@code message-refused} by who ordered it, or by one who may be
   */
  void approve(String operator, Instant now) {
    if (isApproved()) {
      return;
    }
    if (!OperatorName.areTwoPeople(orderedBy, operator)) {
      throw ProtocolException.refused(
          "another operator has to approve this, and a token that belongs to no login may be the"
              + " same one's");
    }
    requireOpen();
    approvedBy = operator;
    approvedAt = now.atOffset(ZoneOffset.UTC);
  }

  void requireOpen() {
    if (isClosed()) {
      throw ProtocolException.refused("the batch is closed");
    }
  }

  void requireApproved() {
    if (!isApproved()) {
      throw ProtocolException.refused("the batch is not approved");
    }
  }

  /** What the bureau has reported by now; with the last card made it is closed. */
  void reported(int made, int lost, String by, Instant now) {
    personalized = made;
    spoilt = lost;
    if (personalized == cards) {
      close(by, now);
    }
  }

  void close(String by, Instant now) {
    if (!isClosed()) {
      closedBy = by;
      closedAt = now.atOffset(ZoneOffset.UTC);
    }
  }

  CardBatchView view(Bureau bureau) {
    return new CardBatchView(
        id,
        bureau.view(),
        currency,
        balanceLimit,
        amountLimit,
        keyVersion,
        cards,
        personalized,
        spoilt,
        orderedBy,
        orderedAt.toEpochSecond(),
        Optional.ofNullable(approvedBy),
        seconds(approvedAt),
        Optional.ofNullable(closedBy),
        seconds(closedAt));
  }

  private static OptionalLong seconds(OffsetDateTime time) {
    return time == null ? OptionalLong.empty() : OptionalLong.of(time.toEpochSecond());
  }
}
