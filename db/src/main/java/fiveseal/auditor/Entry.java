package fiveseal.auditor;

/**
 * What a transfer does.
 *
 * @param lineNo of the settlement or refund, 0 where there are none
 * @param debit from where
 * @param credit to where
 * @param amountMinor minor units
 */
record Entry(
    String kind,
    int lineNo,
    AccountName debit,
    AccountName credit,
    long amountMinor,
    String currency) {

  /** What can be there once: the kind, and the line if there are lines. */
  String name() {
    return lineNo == 0 ? kind : kind + " of line " + lineNo;
  }

  @Override
  public String toString() {
    return amountMinor + " " + currency + " from " + debit + " to " + credit;
  }
}
