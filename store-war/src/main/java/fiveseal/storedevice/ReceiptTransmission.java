package fiveseal.storedevice;

import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.jws.Signed;

/** Sends message 4 to the manager, where the client device gets it too (claims 6 and 21). */
public final class ReceiptTransmission {
  private final ManagerConnection manager;
  private final Journal journal;

  public ReceiptTransmission(ManagerConnection manager, Journal journal) {
    this.manager = manager;
    this.journal = journal;
  }

  /**
   * Sends it, again if need be, and keeps that the manager took it.
   *
   * @return the settlement's state
   * @throws ManagerRefusal if the manager refuses it: it stays outstanding
   */
  public String send(Signed<SettlementReceipt> receipt) {
    String path = "/settlements/" + receipt.message().settlementId() + "/receipt";
    String state = manager.post(path, receipt.compact()).json().text("state");
    journal.receiptTaken(receipt.message().requestId());
    return state;
  }
}
