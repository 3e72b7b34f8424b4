package fiveseal.manager;

import java.util.List;
import java.util.Optional;

/**
 * A page of cards.
 *
 * @param next the {@code after} of the following page, empty on the last
 */
public record CardPage(List<CardRow> cards, Optional<String> next) {

  /**
   * One card.
   *
   * @param reference its name in addresses
   * @param card masked
   * @param balanceMinor minor units
   * @param life {@code ACTIVE}, {@code REPLACED} or {@code REDEEMED}
   * @param stopped {@code GAP}, {@code MISMATCH} or {@code CLONE}
   * @param issuedAt seconds UTC
   */
  public record CardRow(
      String reference,
      String card,
      String currency,
      long balanceMinor,
      String life,
      boolean blocked,
      Optional<String> stopped,
      long issuedAt) {}
}
