package fiveseal.storedevice;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.Signed;

/**
 * The settlement request information transmission part (claim 17): message 1 goes to the manager,
 * directly or through the client device (claim 19), byte for byte as it was signed.
 */
public final class RequestTransmission {
  private final ManagerConnection manager;

  public RequestTransmission(ManagerConnection manager) {
    this.manager = manager;
  }

  /**
   * Sends message 1 to the manager.
   *
   * @throws ManagerRefusal if the manager refuses it
   * @throws ManagerUnreachable if no answer came: send the same message again
   */
  public TakenRequest send(Signed<SettlementRequest> request) {
    requireWhole(request);
    JsonMembers answer = manager.post("/settlements", request.compact()).json();
    try {
      TakenRequest taken =
          new TakenRequest(
              answer.text("settlementId"),
              answer.text("state"),
              answer.text("payUrl"),
              answer.integer("expiresAt"));
      if (!UuidV7.isCanonical(taken.settlementId())) {
        throw new ManagerUnreachable("the answer names no settlement");
      }
      return taken;
    } catch (ProtocolException e) {
      throw new ManagerUnreachable("the answer is not the manager's: " + e.detail(), e);
    }
  }

  /** Hands message 1 to the client device, which relays it. */
  public HandOver handOver(Signed<SettlementRequest> request) {
    requireWhole(request);
    return new HandOver(request.compact(), manager.clientBase());
  }

  /** What would be refused there is not sent: the string must be the message it is said to be. */
  private static void requireWhole(Signed<SettlementRequest> request) {
    Signed<SettlementRequest> parsed = Signed.parse(request.compact(), SettlementRequest.class);
    if (!parsed.message().equals(request.message())) {
      throw ProtocolException.malformed("the compact string is another message");
    }
  }
}
