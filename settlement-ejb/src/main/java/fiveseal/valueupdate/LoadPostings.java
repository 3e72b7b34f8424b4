package fiveseal.valueupdate;

import fiveseal.ledger.AccountKind;
import fiveseal.ledger.AccountName;
import fiveseal.ledger.Posting;
import fiveseal.ledger.TransferKind;
import fiveseal.protocol.Amount;

/** The transfers of a load (protocol section 5). */
final class LoadPostings {
  private LoadPostings() {}

  /** At first issue: {@code funding → load in transit}. */
  static Posting funded(Amount amount) {
    return new Posting(
        TransferKind.LOAD_FUNDED, funding(amount), inTransit(amount), amount.minor(), 0);
  }

  /** When the card has taken it: {@code load in transit → card}. */
  static Posting done(Amount amount, String cardNumber) {
    return new Posting(
        TransferKind.LOAD_DONE,
        inTransit(amount),
        new AccountName(AccountKind.CARD, cardNumber, amount.currency().code()),
        amount.minor(),
        0);
  }

  /** When it did not happen: back. */
  static Posting returned(Amount amount) {
    return new Posting(
        TransferKind.LOAD_RETURNED, inTransit(amount), funding(amount), amount.minor(), 0);
  }

  private static AccountName funding(Amount amount) {
    return AccountName.ofOperator(AccountKind.FUNDING, amount.currency().code());
  }

  private static AccountName inTransit(Amount amount) {
    return AccountName.ofOperator(AccountKind.LOAD_IN_TRANSIT, amount.currency().code());
  }
}
