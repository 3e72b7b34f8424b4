package fiveseal.manager;

import java.util.List;

/**
 * The trial balance of one currency.
 *
 * @param kinds those that anything was ever posted to
 */
public record TrialBalance(String currency, List<Kind> kinds) {

  /**
   * All accounts of one kind.
   *
   * @param kind of account
   * @param debitMinor all that ever left them, minor units
   * @param creditMinor all that ever came to them, minor units
   */
  public record Kind(String kind, long debitMinor, long creditMinor) {

    /** Minor units. */
    public long balanceMinor() {
      return creditMinor - debitMinor;
    }
  }

  /** Minor units. */
  public long debitMinor() {
    return kinds.stream().mapToLong(Kind::debitMinor).sum();
  }

  /** Minor units; the same as all debits. */
  public long creditMinor() {
    return kinds.stream().mapToLong(Kind::creditMinor).sum();
  }

  /** Zero, unless somebody tampered with the ledger; minor units. */
  public long sumMinor() {
    return creditMinor() - debitMinor();
  }

  /** What a kind has, minor units. */
  public long of(String kind) {
    return kinds.stream()
        .filter(each -> each.kind().equals(kind))
        .mapToLong(Kind::balanceMinor)
        .sum();
  }
}
