package fiveseal.keys;

import fiveseal.protocol.CardNumber;
import java.util.List;

/**
 * Cards that a bureau is to make: all that it needs but their keys.
 *
 * @param batchId by which bureau and manager speak of them
 * @param bureau the bureau's id
 * @param currency alphabetic ISO 4217 code of the purses
 * @param balanceLimit minor units, 1 … 2147483647
 * @param amountLimit minor units of one debit or credit, 1 … 2147483647
 * @param keyVersion of the card master key, 1 … 255
 * @param cards 1 … 10000, in the order of the file
 */
public record BlankCards(
    String batchId,
    String bureau,
    String currency,
    long balanceLimit,
    long amountLimit,
    int keyVersion,
    List<CardNumber> cards) {

  public BlankCards {
    cards = List.copyOf(cards);
  }
}
