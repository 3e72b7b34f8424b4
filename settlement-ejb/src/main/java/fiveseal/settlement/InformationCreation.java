package fiveseal.settlement;

import fiveseal.card.ProvenCard;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.card.Operation;
import fiveseal.protocol.card.TransactionId;
import fiveseal.protocol.jws.Signed;

/**
 * The settlement information creation part (claim 10): makes the debit for the card out of the
 * store's request.
 */
public final class InformationCreation {
  private InformationCreation() {}

  /**
   * @param request message 1, checked
   * @param card the card that proved itself; its counter is the debit's
   */
  public static CardCommand debit(
      String settlementId, Signed<SettlementRequest> request, ProvenCard card) {
    return new CardCommand(
        Operation.DEBIT,
        request.message().amount().currency().numeric(),
        request.message().amount().minor(),
        card.initialize().counter(),
        TransactionId.ofSettlement(settlementId),
        TransactionId.parameterOf(request.compact()));
  }
}
