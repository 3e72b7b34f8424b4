package fiveseal.auditor;

/**
 * An account of the ledger by what it is for.
 *
 * @param owner card number, store id or mall id; {@code operator} for the operator's own
 */
record AccountName(String kind, String owner, String currency) {
  static final String OPERATOR = "operator";

  static AccountName ofCard(String cardNumber, String currency) {
    return new AccountName("CARD", cardNumber, currency);
  }

  static AccountName ofStore(String storeId, String currency) {
    return new AccountName("STORE", storeId, currency);
  }

  static AccountName ofOperator(String kind, String currency) {
    return new AccountName(kind, OPERATOR, currency);
  }

  @Override
  public String toString() {
    return kind + ":" + (kind.equals("CARD") ? CardText.of(owner) : owner) + ":" + currency;
  }
}
