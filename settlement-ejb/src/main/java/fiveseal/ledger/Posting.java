package fiveseal.ledger;

/**
 * A transfer to be: it takes an amount from one account and gives it to another.
 *
 * @param amountMinor minor units, at least 1
 * @param lineNo the settlement's line, from 1; 0 where there are none
 */
public record Posting(
    TransferKind kind, AccountName debit, AccountName credit, long amountMinor, int lineNo) {
  /**
   * @throws IllegalArgumentException if it would move nothing, or between two currencies
   */
  public Posting {
    if (amountMinor < 1) {
      throw new IllegalArgumentException("a transfer moves at least 1, not " + amountMinor);
    }
    if (!debit.currency().equals(credit.currency()) || debit.equals(credit)) {
      throw new IllegalArgumentException("a transfer joins two accounts of one currency");
    }
  }
}
