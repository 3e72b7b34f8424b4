package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.Optional;

/**
 * What waits and how the manager is, for the operator's console. Operators and auditors read; only
 * operators act. Whoever else asks is told {@code not-found}.
 */
@Local
public interface Operations {

  /** As {@link Reports#doubts}. */
  DoubtPage doubts(Login login, Optional<String> after, int limit);

  /** As {@link Reports#receipts}. */
  OutstandingReceiptPage receipts(Login login, Optional<String> after, int limit);

  /** As {@link Deliveries#list}. */
  DeliveryPage deliveries(Login login, boolean acknowledged, Optional<String> after, int limit);

  /** As {@link Deliveries#of}. */
  DeliveryLog delivery(Login login, String settlementId);

  /** As {@link Deliveries#resend}. */
  void resend(Login login, String settlementId);

  /** As {@link Evidence#trace}. */
  Trace trace(Login login, String id);

  /** Whether everything works, and what is late. */
  Health health(Login login);

  /** Which keys are in use, and which end soon. */
  KeyReport keys(Login login);
}
