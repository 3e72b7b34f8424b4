package fiveseal.manager;

import java.util.List;

/** Everything that is stored of one settlement or update, to be verified again by anyone. */
public record Trace(
    String id,
    String state,
    List<StoredMessage> messages,
    List<StoredCommand> commands,
    List<StoredTransfer> transfers) {

  /**
   * @param number 1 … 5, the seal's number
   * @param receivedAt seconds UTC
   */
  public record StoredMessage(int number, String typ, String compact, long receivedAt) {}

  /**
   * A command and what became of it.
   *
   * @param maskedCardNumber never the whole number
   */
  public record StoredCommand(String maskedCardNumber, long counter, String state) {}

  /** One transfer; {@code amountMinor} in minor units. */
  public record StoredTransfer(
      String debitAccount, String creditAccount, long amountMinor, String currency, String kind) {}
}
