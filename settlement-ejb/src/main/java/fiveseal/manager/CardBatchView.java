package fiveseal.manager;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Cards that were ordered of a bureau.
 *
 * @param keyVersion of the card master key from which their keys are derived, 1 … 255
 * @param balanceLimitMinor minor units
 * @param amountLimitMinor minor units of one debit or credit
 * @param cards how many
 * @param personalized how many of them the bureau has reported as made: these are in the register
 * @param spoilt how many of them the bureau has reported as spoilt
 * @param orderedAt seconds UTC
 * @param approvedBy the second operator, who released the keys to the bureau
 * @param approvedAt seconds UTC
 * @param closedBy who closed it; the file is made no more
 * @param closedAt seconds UTC
 */
public record CardBatchView(
    String batchId,
    BureauView bureau,
    String currency,
    long balanceLimitMinor,
    long amountLimitMinor,
    int keyVersion,
    int cards,
    int personalized,
    int spoilt,
    String orderedBy,
    long orderedAt,
    Optional<String> approvedBy,
    OptionalLong approvedAt,
    Optional<String> closedBy,
    OptionalLong closedAt) {

  /** {@code PENDING} until it is approved, then {@code OPEN}, at last {@code CLOSED}. */
  public String state() {
    if (closedBy.isPresent()) {
      return "CLOSED";
    }
    return approvedBy.isPresent() ? "OPEN" : "PENDING";
  }

  /** How many the bureau has told nothing of. */
  public int unreported() {
    return cards - personalized - spoilt;
  }

  /** Whether an operator of that name may be the second one. */
  public boolean mayBeApprovedBy(String operator) {
    return state().equals("PENDING") && OperatorName.areTwoPeople(orderedBy, operator);
  }
}
