package fiveseal.ledger;

/**
 * An account by what it is for.
 *
 * @param owner card number, store id or mall id; {@link #OPERATOR} for the operator's own
 * @param currency ISO 4217 alphabetic
 */
public record AccountName(AccountKind kind, String owner, String currency) {
  /** Owner of the operator's own accounts. */
  public static final String OPERATOR = "operator";

  /** The operator's own account of this kind. */
  public static AccountName ofOperator(AccountKind kind, String currency) {
    return new AccountName(kind, OPERATOR, currency);
  }
}
