package fiveseal.report;

import fiveseal.manager.CardDecision;
import fiveseal.manager.CardFile;
import fiveseal.manager.CardHistory;
import fiveseal.manager.CardPage;
import fiveseal.manager.Login;
import fiveseal.manager.WaitingDecisions;
import fiveseal.protocol.CardNumber;
import java.util.Optional;
import java.util.OptionalLong;

/** What the rows of {@link CardQueries} mean; card numbers come out masked. */
final class CardRows {
  private CardRows() {}

  static CardPage.CardRow card(Object[] row) {
    return new CardPage.CardRow(
        (String) row[0],
        masked(row[1]),
        (String) row[2],
        Rows.number(row[3]),
        (String) row[4],
        (Boolean) row[5],
        text(row[6]),
        Rows.time(row[7]).getEpochSecond());
  }

  static CardFile.Owed owed(Object[] row) {
    return new CardFile.Owed(
        (String) row[0],
        text(row[1]),
        Rows.number(row[2]),
        Rows.number(row[3]),
        Rows.time(row[4]).getEpochSecond());
  }

  static CardHistory.Event event(Object[] row) {
    return new CardHistory.Event(
        Rows.number(row[0]),
        Rows.number(row[1]),
        (String) row[2],
        (String) row[3],
        text(row[4]),
        Rows.number(row[5]),
        (String) row[6],
        text(row[7]),
        Rows.time(row[8]).getEpochSecond(),
        row[9] == null
            ? OptionalLong.empty()
            : OptionalLong.of(Rows.time(row[9]).getEpochSecond()));
  }

  /**
   * @param reference the card's
   * @param login who asks
   */
  static WaitingDecisions.Waiting waiting(Object[] row, String reference, Login login) {
    CardDecision decision =
        new CardDecision(
            (String) row[0],
            (String) row[1],
            masked(row[2]),
            text(row[3]).map(CardRows::masked),
            (Boolean) row[4],
            (String) row[5],
            (String) row[6],
            Optional.empty());
    return new WaitingDecisions.Waiting(
        decision,
        reference,
        login.mayAct() && decision.mayBeApprovedBy(login.name()),
        Rows.time(row[7]).getEpochSecond());
  }

  private static String masked(Object digits) {
    return new CardNumber((String) digits).masked();
  }

  private static Optional<String> text(Object value) {
    return Optional.ofNullable((String) value);
  }
}
