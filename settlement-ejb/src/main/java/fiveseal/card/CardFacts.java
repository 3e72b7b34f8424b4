package fiveseal.card;

import java.util.OptionalInt;

/**
 * What is on record of a card when something is wanted of it.
 *
 * @param nextCounter the lowest counter whose outcome is not known
 * @param balanceMinor balance after the last accepted answer, minor units
 * @param keyVersion version of the card key that the card last proved, 1 … 255
 * @param pendingKeyVersion what an unresolved REKEY gives
 * @param blocked whether the last accepted answer left it blocked
 * @param blockDue whether a BLOCK is ordered and not done yet
 * @param stopped an authentic word of it contradicts the record
 * @param releasing two operators decided to release the stopped card
 * @param retired replaced or redeemed
 */
public record CardFacts(
    long nextCounter,
    long balanceMinor,
    int keyVersion,
    OptionalInt pendingKeyVersion,
    boolean blocked,
    boolean blockDue,
    boolean stopped,
    boolean releasing,
    boolean retired) {

  /** Whether it gets nothing but BLOCK and VOID. */
  public boolean isRestricted() {
    return stopped || retired;
  }

  /** Whether an update goes before any debit or credit. */
  public boolean isUpdateDue() {
    return blockDue || pendingKeyVersion.isPresent();
  }
}
