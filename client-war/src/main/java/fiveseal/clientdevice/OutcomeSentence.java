package fiveseal.clientdevice;

import fiveseal.protocol.IsoCurrency;
import java.util.Optional;
import java.util.Set;

/** What became of a payment or value update, in one sentence for the holder. */
final class OutcomeSentence {
  static final String PAYMENT = "PAYMENT";
  static final String LOAD = "LOAD";
  static final String REFUND = "REFUND";

  private static final Set<String> UNDECIDED = Set.of("ISSUED", "IN_DOUBT");
  private static final Set<String> PAID = Set.of("COMPLETED", "RECEIPTED");
  private static final String DONE = "DONE";

  private OutcomeSentence() {}

  /**
   * @param state the settlement's or update's; one that is not open any more and not a success
   *     means that nothing was taken or given
   * @param store whom it was paid to or came from, if that is known
   * @return empty if the holder has no use for it
   */
  static Optional<String> of(
      String kind, String state, long amountMinor, IsoCurrency currency, Optional<String> store) {
    String amount = AmountText.spoken(amountMinor, currency);
    return switch (kind) {
      case PAYMENT -> Optional.of(payment(state, amount, store.map(s -> " at " + s).orElse("")));
      case LOAD -> Optional.of(load(state, amount));
      case REFUND -> refund(state, amount, store.map(s -> " from " + s).orElse(""));
      default -> state.equals(DONE) ? ofCard(kind) : Optional.empty();
    };
  }

  private static String payment(String state, String amount, String store) {
    String payment = "Your last payment of " + amount + store;
    if (PAID.contains(state)) {
      return payment + " went through.";
    }
    if (state.equals("REVERSED")) {
      return payment + " was cancelled by the store; the amount comes back to this card.";
    }
    return UNDECIDED.contains(state)
        ? payment + " is not decided yet; nothing is lost, ask the operator."
        : payment + " did not go through; nothing was taken.";
  }

  private static String load(String state, String amount) {
    String load = "Your top-up of " + amount;
    if (state.equals(DONE)) {
      return load + " arrived.";
    }
    return UNDECIDED.contains(state)
        ? load + " is not decided yet; nothing is lost, ask the operator."
        : load + " did not arrive; nothing was lost.";
  }

  /** One that the card did not take is owed as before, and comes at this or another touch. */
  private static Optional<String> refund(String state, String amount, String store) {
    return state.equals(DONE) ? Optional.of(amount + " came back" + store + ".") : Optional.empty();
  }

  private static Optional<String> ofCard(String kind) {
    return switch (kind) {
      case "BLOCK" -> Optional.of("This card is blocked now; ask the operator.");
      case "UNBLOCK" -> Optional.of("This card can be used again.");
      case "LIMITS" -> Optional.of("This card has new limits.");
      default -> Optional.empty();
    };
  }
}
