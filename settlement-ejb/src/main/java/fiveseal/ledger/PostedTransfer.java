package fiveseal.ledger;

/**
 * A transfer as it was posted.
 *
 * @param amountMinor minor units
 */
public record PostedTransfer(
    AccountName debit, AccountName credit, long amountMinor, String currency, TransferKind kind) {
  static PostedTransfer of(Object[] row) {
    String currency = (String) row[5];
    return new PostedTransfer(
        new AccountName(AccountKind.valueOf((String) row[0]), (String) row[1], currency),
        new AccountName(AccountKind.valueOf((String) row[2]), (String) row[3], currency),
        ((Number) row[4]).longValue(),
        currency,
        TransferKind.valueOf((String) row[6]));
  }
}
