package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.Optional;

/** What waits for somebody, by age, for operators. */
@Local
public interface Reports {

  /**
   * The payments and updates whose outcome only the card knows, longest in doubt first.
   *
   * @param after the id of a payment or update: only those behind it
   * @param limit 1 … 200
   * @throws fiveseal.protocol.ProtocolException {@code message-malformed} if nothing has that id
   */
  DoubtPage doubts(Optional<String> after, int limit);

  /**
   * The paid settlements whose receipt did not come yet, longest completed first.
   *
   * @param after a settlement id: only those behind it
   * @param limit 1 … 200
   * @throws fiveseal.protocol.ProtocolException {@code message-malformed} if nothing has that id
   */
  OutstandingReceiptPage receipts(Optional<String> after, int limit);
}
