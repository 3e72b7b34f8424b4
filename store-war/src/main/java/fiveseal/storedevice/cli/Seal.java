package fiveseal.storedevice.cli;

import fiveseal.protocol.Message;
import fiveseal.protocol.jws.MessageType;
import fiveseal.protocol.jws.Signed;
import fiveseal.storedevice.PaidOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One signature of the protocol and who checked it, for people.
 *
 * @param number 1 … 5
 */
record Seal(int number, String typ, String signer, String kid, String verifier) {

  private static Seal of(int number, Signed<? extends Message> signed, String verifier) {
    return new Seal(
        number,
        MessageType.of(signed.message().getClass()).typ(),
        signed.message().iss(),
        signed.kid(),
        verifier);
  }

  /** The first three seals of a paid order, which this store checked. */
  static List<Seal> checkedBy(String store, PaidOrder order) {
    return List.of(
        of(1, order.paid().request(), store),
        of(2, order.paid().information(), store),
        of(3, order.paid().completion(), store));
  }

  /** The fourth, which the manager checked. */
  static Seal receipt(PaidOrder order, String manager) {
    return of(4, order.receipt(), manager);
  }

  String sentence() {
    return "seal "
        + number
        + ' '
        + typ
        + " signed by "
        + signer
        + " (kid "
        + kid
        + ") verified by "
        + verifier;
  }

  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("number", number);
    members.put("typ", typ);
    members.put("signer", signer);
    members.put("kid", kid);
    members.put("verifier", verifier);
    return members;
  }
}
