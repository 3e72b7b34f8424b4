package fiveseal.report;

import fiveseal.manager.DoubtPage;
import fiveseal.manager.OutstandingReceiptPage;
import fiveseal.manager.Reports;
import fiveseal.protocol.CardNumber;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The reports of doubts and of outstanding receipts, as of now. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ReportDesk implements Reports {
  @Inject ReportStore store;
  @Inject Clock clock;

  @Override
  public DoubtPage doubts(Optional<String> after, int limit) {
    Instant now = clock.instant();
    List<?> rows = store.doubts(after, limit + 1, now);
    List<DoubtPage.Doubt> page = Rows.page(rows, limit, ReportDesk::doubt);
    return new DoubtPage(page, store.doubtAges(now), next(rows, limit));
  }

  @Override
  public OutstandingReceiptPage receipts(Optional<String> after, int limit) {
    Instant now = clock.instant();
    List<?> rows = store.receipts(after, limit + 1, now);
    List<OutstandingReceiptPage.OutstandingReceipt> page =
        Rows.page(rows, limit, ReportDesk::receipt);
    return new OutstandingReceiptPage(page, store.receiptAges(now), next(rows, limit));
  }

  /** One row more than wanted shows that there is a following page. */
  private static Optional<String> next(List<?> rows, int limit) {
    return rows.size() > limit
        ? Optional.of((String) ((Object[]) rows.get(limit - 1))[0])
        : Optional.empty();
  }

  private static DoubtPage.Doubt doubt(Object[] row) {
    return new DoubtPage.Doubt(
        (String) row[0],
        (String) row[1],
        Optional.ofNullable((String) row[2]),
        Optional.ofNullable((String) row[3]).map(digits -> new CardNumber(digits).masked()),
        Optional.ofNullable(row[4]).map(Rows::number),
        (String) row[5],
        Rows.time(row[6]).getEpochSecond());
  }

  private static OutstandingReceiptPage.OutstandingReceipt receipt(Object[] row) {
    return new OutstandingReceiptPage.OutstandingReceipt(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        Rows.number(row[3]),
        (String) row[4],
        Rows.time(row[5]).getEpochSecond());
  }
}
