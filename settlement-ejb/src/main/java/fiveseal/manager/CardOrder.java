package fiveseal.manager;

import fiveseal.protocol.Amount;
import fiveseal.protocol.ProtocolException;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What an operator wants done with a card at its next presentation.
 *
 * @param kind {@code BLOCK}, {@code UNBLOCK}, {@code LIMITS} or {@code REKEY} (to the vault's
 *     current version)
 * @param balanceLimitMinor minor units, for LIMITS only
 * @param amountLimitMinor minor units of one debit or credit, for LIMITS only
 */
public record CardOrder(
    String cardNumber, String kind, OptionalLong balanceLimitMinor, OptionalLong amountLimitMinor) {
  private static final String LIMITS = "LIMITS";
  private static final Set<String> KINDS = Set.of("BLOCK", "UNBLOCK", LIMITS, "REKEY");

  /**
   * @throws ProtocolException {@code message-refused} for another kind, or limits that do not
   *     belong to it or are not within 0 … 2147483647
   */
  public CardOrder {
    if (!KINDS.contains(kind)) {
      throw ProtocolException.refused("kind is none of BLOCK, UNBLOCK, LIMITS, REKEY");
    }
    if (balanceLimitMinor.isPresent() != kind.equals(LIMITS)
        || amountLimitMinor.isPresent() != kind.equals(LIMITS)) {
      throw ProtocolException.refused("both limits belong to LIMITS, and to no other kind");
    }
    requireLimit(balanceLimitMinor, "balanceLimit");
    requireLimit(amountLimitMinor, "amountLimit");
  }

  private static void requireLimit(OptionalLong minor, String name) {
    if (minor.isPresent() && (minor.getAsLong() < 0 || minor.getAsLong() > Amount.MAX_MINOR)) {
      throw ProtocolException.refused(name + " is not within 0 … 2147483647");
    }
  }
}
