package fiveseal.manager;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A page of an account's statement, newest first.
 *
 * @param account as it stands now
 * @param openingMinor what it had before the page's oldest transfer, minor units; without any what
 *     it had at the period's end
 * @param closingMinor what it had after the page's newest, minor units
 * @param next the {@code after} of the following page, empty on the last
 */
public record AccountStatement(
    AccountPage.AccountRow account,
    List<Line> lines,
    long openingMinor,
    long closingMinor,
    OptionalLong next) {

  /**
   * One transfer.
   *
   * @param postedAt seconds UTC
   * @param kind why
   * @param otherKind of the account on the other side
   * @param otherOwner masked if it is a card
   * @param signedMinor what came, or if negative left, minor units
   * @param balanceMinor after it, minor units
   * @param subjectKind {@code SETTLEMENT}, {@code UPDATE}, {@code CREDIT} or {@code DECISION}
   * @param traceId the settlement or value update whose evidence explains it
   */
  public record Line(
      long transferId,
      long postedAt,
      String kind,
      String otherKind,
      String otherOwner,
      long signedMinor,
      long balanceMinor,
      String subjectKind,
      Optional<String> traceId) {}
}
