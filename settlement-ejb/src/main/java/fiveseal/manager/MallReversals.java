package fiveseal.manager;

import jakarta.ejb.Local;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The mall's own durable records of what it takes back, in its own schema under its own database
 * role: what its store device signed, and who asked for a refund and why. Whatever was kept first
 * under an id stays and is what is given back.
 */
@Local
public interface MallReversals {

  /**
   * Keeps a signed message before it is sent; gives the one that is kept.
   *
   * @param kind {@code CANCEL} or {@code REFUND}
   * @param subjectId the request that is cancelled or the settlement that is refunded
   */
  String made(String kind, String id, String subjectId, String message);

  /** The message that is kept under this id. */
  Optional<String> kept(String kind, String id);

  /** The kept messages of a kind about a subject, in no order. */
  List<String> about(String kind, String subjectId);

  /** A message that the manager refused does not count any more. */
  void dropped(String kind, String id);

  /**
   * Keeps that somebody wants a refund, before anything is signed; gives what is kept under its id,
   * which for a double click is what was asked first.
   */
  AskedRefund ask(AskedRefund refund);

  /** Keeps what the manager said; the first word stays. */
  void ended(String refundId, boolean taken, String answer);

  /** Those of a settlement, in order. */
  List<AskedRefund> askedOf(String settlementId);

  /**
   * Those without the manager's word, by the time at which they were asked for and then by id, at
   * most {@code limit}.
   *
   * @param askedAt behind this moment, or at it and behind the id
   */
  List<AskedRefund> unanswered(Instant askedAt, String refundId, int limit);

  /**
   * A refund of a part of a line, as it was confirmed.
   *
   * @param refundId made before the confirmation, so that it is asked for once
   * @param lineNo of message 1
   * @param storeId the line's seller
   * @param amountMinor minor units
   * @param reason {@code RETURNED}, {@code OUT_OF_STOCK}, {@code DEFECTIVE}, {@code MISTAKE} or
   *     {@code GOODWILL}
   * @param note in their own words, 0 … 200 characters
   * @param askedBy the login's name
   * @param askedAt empty until it is kept
   * @param taken whether the manager took it; empty until it said so
   */
  record AskedRefund(
      String refundId,
      String settlementId,
      int lineNo,
      String storeId,
      long amountMinor,
      String currency,
      String reason,
      String note,
      String askedBy,
      Optional<Instant> askedAt,
      Optional<Boolean> taken) {

    /** Whether it asks for the same, whoever asks. */
    public boolean sameWish(AskedRefund other) {
      return refundId.equals(other.refundId)
          && settlementId.equals(other.settlementId)
          && lineNo == other.lineNo
          && storeId.equals(other.storeId)
          && amountMinor == other.amountMinor
          && currency.equals(other.currency);
    }

    /** Whether it counts against what is left: all but those that the manager refused. */
    public boolean counts() {
      return taken.orElse(true);
    }
  }
}
