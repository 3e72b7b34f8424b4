package fiveseal.manager;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A card's file.
 *
 * @param reference its name in addresses
 * @param view how it stands
 * @param accountId its account in the ledger, once it has one
 * @param successor the reference of the card that took its place
 * @param owed what is owed to it and not yet handed out whole, oldest first
 * @param issuedAt seconds UTC
 */
public record CardFile(
    String reference,
    CardView view,
    OptionalLong accountId,
    Optional<String> successor,
    List<Owed> owed,
    long issuedAt) {

  /**
   * Value that is owed to the card.
   *
   * @param kind {@code REFUND}, {@code REVERSAL} or {@code BALANCE} of a replaced card
   * @param settlementId of a refund or reversal
   * @param amountMinor minor units
   * @param doneMinor what the card has of it, minor units
   * @param since seconds UTC
   */
  public record Owed(
      String kind, Optional<String> settlementId, long amountMinor, long doneMinor, long since) {}
}
