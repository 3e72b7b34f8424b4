package fiveseal.ledger;

/**
 * All accounts of one kind and currency together.
 *
 * @param debitedMinor all that ever left them, minor units
 * @param creditedMinor all that ever came to them, minor units
 */
public record KindBalance(
    AccountKind kind, String currency, long debitedMinor, long creditedMinor) {

  /** Minor units. */
  public long balanceMinor() {
    return creditedMinor - debitedMinor;
  }
}
