package fiveseal.mall;

import fiveseal.manager.MallJournal;
import fiveseal.manager.MallPayment;
import fiveseal.storedevice.JournalEntry;
import fiveseal.storedevice.MemoryJournal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mall's records without a database. */
final class MallRecords implements MallJournal {
  private final MemoryJournal journal = new MemoryJournal();
  private final Map<String, String> keys = new LinkedHashMap<>();

  @Override
  public String requestMade(String requestId, String message1) {
    return journal.requestMade(requestId, message1);
  }

  @Override
  public void requestTaken(String requestId, String settlementId, String payUrl) {
    journal.requestTaken(requestId, settlementId, payUrl);
  }

  @Override
  public String completionAccepted(String requestId, String settlementId, String message3) {
    return journal.completionAccepted(requestId, settlementId, message3);
  }

  @Override
  public String receiptIssued(String requestId, String message4) {
    return journal.receiptIssued(requestId, message4);
  }

  @Override
  public void receiptTaken(String requestId) {
    journal.receiptTaken(requestId);
  }

  @Override
  public Optional<MallPayment> byRequest(String requestId) {
    return journal.byRequest(requestId).map(MallRecords::payment);
  }

  @Override
  public Optional<MallPayment> bySettlement(String settlementId) {
    return journal.bySettlement(settlementId).map(MallRecords::payment);
  }

  @Override
  public List<MallPayment> newest(int limit) {
    return journal.newest(limit).stream().map(MallRecords::payment).toList();
  }

  @Override
  public List<String> managerKeys() {
    return List.copyOf(keys.values());
  }

  @Override
  public void pinManagerKey(String kid, String jwk) {
    keys.putIfAbsent(kid, jwk);
  }

  private static MallPayment payment(JournalEntry entry) {
    return new MallPayment(
        entry.requestId(),
        entry.message1(),
        entry.settlementId(),
        entry.payUrl(),
        entry.message3(),
        entry.message4(),
        entry.receiptTaken());
  }
}
