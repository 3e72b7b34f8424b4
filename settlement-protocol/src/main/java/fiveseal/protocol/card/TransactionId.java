package fiveseal.protocol.card;

import fiveseal.protocol.Digests;
import java.util.Arrays;

/** The 16 bytes by which the card names what a command is for: prefixes of SHA-256. */
public final class TransactionId {
  private TransactionId() {}

  /** Of a DEBIT: the settlement it pays. */
  public static byte[] ofSettlement(String settlementId) {
    return first16("fiveseal-settlement:" + settlementId);
  }

  /** Of everything that message 5 carries, VOID included. */
  public static byte[] ofUpdate(String updateId) {
    return first16("fiveseal-update:" + updateId);
  }

  /** The parameter of a DEBIT: which request of the store it pays. */
  public static byte[] parameterOf(String message1Compact) {
    return first16(message1Compact);
  }

  private static byte[] first16(String text) {
    return Arrays.copyOf(Digests.sha256(text), CardCommand.ID_LENGTH);
  }
}
