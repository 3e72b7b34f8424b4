package fiveseal.mall;

import fiveseal.manager.MallJournal;
import fiveseal.manager.MallPayment;
import fiveseal.protocol.Json;
import fiveseal.storedevice.Journal;
import fiveseal.storedevice.JournalEntry;
import fiveseal.storedevice.ManagerKey;
import fiveseal.storedevice.PinStore;
import java.util.List;
import java.util.Optional;

/** The store device's journal and pins in the mall's own database schema. */
final class DatabaseJournal implements Journal, PinStore {
  private final MallJournal records;

  DatabaseJournal(MallJournal records) {
    this.records = records;
  }

  @Override
  public String requestMade(String requestId, String message1) {
    return records.requestMade(requestId, message1);
  }

  @Override
  public void requestTaken(String requestId, String settlementId, String payUrl) {
    records.requestTaken(requestId, settlementId, payUrl);
  }

  @Override
  public String completionAccepted(String requestId, String settlementId, String message3) {
    return records.completionAccepted(requestId, settlementId, message3);
  }

  @Override
  public String receiptIssued(String requestId, String message4) {
    return records.receiptIssued(requestId, message4);
  }

  @Override
  public void receiptTaken(String requestId) {
    records.receiptTaken(requestId);
  }

  @Override
  public Optional<JournalEntry> byRequest(String requestId) {
    return records.byRequest(requestId).map(DatabaseJournal::entry);
  }

  @Override
  public Optional<JournalEntry> bySettlement(String settlementId) {
    return records.bySettlement(settlementId).map(DatabaseJournal::entry);
  }

  @Override
  public List<JournalEntry> newest(int limit) {
    return records.newest(limit).stream().map(DatabaseJournal::entry).toList();
  }

  @Override
  public List<ManagerKey> pinned() {
    return records.managerKeys().stream().map(jwk -> ManagerKey.read(Json.object(jwk))).toList();
  }

  @Override
  public void pin(ManagerKey key) {
    records.pinManagerKey(key.kid(), key.json());
  }

  private static JournalEntry entry(MallPayment payment) {
    return new JournalEntry(
        payment.requestId(),
        payment.message1(),
        payment.settlementId(),
        payment.payUrl(),
        payment.message3(),
        payment.message4(),
        payment.receiptTaken());
  }
}
