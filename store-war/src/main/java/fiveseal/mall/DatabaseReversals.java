package fiveseal.mall;

import fiveseal.manager.MallReversals;
import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.jws.Signed;
import fiveseal.storedevice.ReversalJournal;
import java.util.List;
import java.util.Optional;

/** What the store device takes back, in the mall's own database schema. */
final class DatabaseReversals implements ReversalJournal {
  private final MallReversals records;

  DatabaseReversals(MallReversals records) {
    this.records = records;
  }

  @Override
  public String made(Kind kind, String id, String message) {
    return records.made(kind.name(), id, subject(kind, message), message);
  }

  private static String subject(Kind kind, String message) {
    return switch (kind) {
      case CANCEL -> Signed.parse(message, CancelRequest.class).message().requestId();
      case REFUND -> Signed.parse(message, RefundRequest.class).message().settlementId();
    };
  }

  @Override
  public Optional<String> kept(Kind kind, String id) {
    return records.kept(kind.name(), id);
  }

  @Override
  public List<String> refundsOf(String settlementId) {
    return records.about(Kind.REFUND.name(), settlementId);
  }

  @Override
  public void dropped(Kind kind, String id) {
    records.dropped(kind.name(), id);
  }
}
