package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.Optional;

/**
 * Cards ordered in batches. One operator orders, another releases the keys to the bureau; what the
 * bureau then reports as made is in the card register. Operators and auditors read, operators act;
 * to whoever else asks nothing of it exists ({@code not-found}). Every act, and whoever fetches a
 * file, is recorded in the trail.
 */
@Local
public interface CardBatches {
  /** The most cards of a batch. */
  int CARDS_MAX = 10_000;

  /**
   * Orders cards: their numbers are made, no key leaves and no card can pay yet.
   *
   * @throws fiveseal.protocol.ProtocolException {@code not-found} for an unknown bureau, {@code
   *     message-refused} for a retired one, an unknown currency, or numbers out of range
   */
  CardBatchView order(Login by, CardBatchOrder order);

  /**
   * All batches, newest first, by keyset.
   *
   * @param after {@link CardBatchPage#next} of the page before
   * @param limit 1 … 200
   */
  CardBatchPage list(Login by, Optional<String> after, int limit);

  /** One batch. */
  CardBatchView one(Login by, String batchId);

  /**
   * Releases the keys of a batch to its bureau. Approving again changes nothing.
   *
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} by who ordered it or by one
   *     who may be, for a closed batch or a retired bureau
   */
  CardBatchView approve(Login by, String batchId);

  /**
   * The file for the bureau: the same numbers and keys each time, in a new envelope.
   *
   * @return compact JWE
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} before the approval, for a
   *     closed batch or a retired bureau
   */
  String file(Login by, String batchId);

  /**
   * Imports what the bureau reports. What was imported before changes nothing; a card that was made
   * never becomes spoilt; one that was spoilt may have been made after all. With its last card made
   * the batch is closed.
   *
   * @throws fiveseal.protocol.ProtocolException {@code message-refused} for another batch's report,
   *     more than {@value #CARDS_MAX} lines, or a batch that is not approved
   */
  BatchImport report(Login by, String batchId, BatchReport report);

  /** Closes a batch: its file is made no more, and nothing of it changes any more. */
  CardBatchView close(Login by, String batchId);
}
