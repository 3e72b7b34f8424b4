package fiveseal.valueupdate;

import fiveseal.ledger.AccountKind;
import fiveseal.ledger.AccountName;
import fiveseal.ledger.Posting;
import fiveseal.ledger.TransferKind;
import fiveseal.protocol.Amount;

/** The transfers of value updates and of what operators decide (protocol section 5). */
public final class UpdatePostings {
  private UpdatePostings() {}

  /** At a load's first issue: {@code funding → load in transit}. */
  static Posting funded(Amount amount) {
    return posting(
        TransferKind.LOAD_FUNDED,
        operator(AccountKind.FUNDING, amount),
        operator(AccountKind.LOAD_IN_TRANSIT, amount),
        amount);
  }

  /** When the card has taken the load: {@code load in transit → card}. */
  static Posting loaded(Amount amount, String cardNumber) {
    return posting(
        TransferKind.LOAD_DONE,
        operator(AccountKind.LOAD_IN_TRANSIT, amount),
        card(cardNumber, amount),
        amount);
  }

  /** When the load did not happen: back. */
  static Posting returned(Amount amount) {
    return posting(
        TransferKind.LOAD_RETURNED,
        operator(AccountKind.LOAD_IN_TRANSIT, amount),
        operator(AccountKind.FUNDING, amount),
        amount);
  }

  /** When the card has taken what is owed to it. */
  static Posting credited(CreditKind kind, Amount amount, String cardNumber) {
    return kind == CreditKind.BALANCE
        ? posting(
            TransferKind.BALANCE_DONE,
            operator(AccountKind.LOAD_IN_TRANSIT, amount),
            card(cardNumber, amount),
            amount)
        : posting(
            TransferKind.REFUND_DONE,
            operator(AccountKind.REFUND_IN_TRANSIT, amount),
            card(cardNumber, amount),
            amount);
  }

  /** A replaced card's value, to be loaded onto its successor: {@code card → load in transit}. */
  static Posting moved(Amount amount, String cardNumber) {
    return posting(
        TransferKind.BALANCE_MOVED,
        card(cardNumber, amount),
        operator(AccountKind.LOAD_IN_TRANSIT, amount),
        amount);
  }

  /** The remaining value of a card, paid out: {@code card → bank}. */
  static Posting redeemed(Amount amount, String cardNumber) {
    return posting(
        TransferKind.REDEEMED,
        card(cardNumber, amount),
        operator(AccountKind.BANK, amount),
        amount);
  }

  /** A released card holds more than was on record: {@code discrepancies → card}. */
  static Posting surplus(Amount amount, String cardNumber) {
    return posting(
        TransferKind.DISCREPANCY,
        operator(AccountKind.DISCREPANCIES, amount),
        card(cardNumber, amount),
        amount);
  }

  /** A released card holds less than was on record: {@code card → discrepancies}. */
  static Posting shortage(Amount amount, String cardNumber) {
    return posting(
        TransferKind.DISCREPANCY,
        card(cardNumber, amount),
        operator(AccountKind.DISCREPANCIES, amount),
        amount);
  }

  private static Posting posting(
      TransferKind kind, AccountName debit, AccountName credit, Amount amount) {
    return new Posting(kind, debit, credit, amount.minor(), 0);
  }

  private static AccountName card(String cardNumber, Amount amount) {
    return new AccountName(AccountKind.CARD, cardNumber, amount.currency().code());
  }

  private static AccountName operator(AccountKind kind, Amount amount) {
    return AccountName.ofOperator(kind, amount.currency().code());
  }
}
