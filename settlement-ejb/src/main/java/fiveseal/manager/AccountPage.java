package fiveseal.manager;

import java.util.List;
import java.util.OptionalLong;

/**
 * A page of accounts.
 *
 * @param next the {@code after} of the following page, empty on the last
 */
public record AccountPage(List<AccountRow> accounts, OptionalLong next) {

  /**
   * One account.
   *
   * @param kind of account
   * @param owner store, mall or {@code operator}; a card's number masked
   * @param balanceMinor minor units
   */
  public record AccountRow(
      long accountId, String kind, String owner, String currency, long balanceMinor) {}
}
