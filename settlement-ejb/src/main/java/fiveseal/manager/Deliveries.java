package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.Optional;

/** The deliveries of message 3 to their stores, for operators. */
@Local
public interface Deliveries {

  /**
   * A page of deliveries, by keyset.
   *
   * @param acknowledged false: those that no store has taken, oldest settlement first; true: the
   *     others, newest first
   * @param after a settlement id: only those behind it
   * @param limit 1 … 200
   */
  DeliveryPage list(boolean acknowledged, Optional<String> after, int limit);

  /**
   * One delivery and the log of its attempts, oldest first.
   *
   * @throws fiveseal.protocol.ProtocolException {@code not-found} if nothing of this id was
   *     completed
   */
  DeliveryLog of(String settlementId);

  /**
   * Delivers again, at once and until it is acknowledged, whatever was before.
   *
   * @throws fiveseal.protocol.ProtocolException {@code not-found} if nothing of this id was
   *     completed
   */
  void resend(String settlementId);
}
