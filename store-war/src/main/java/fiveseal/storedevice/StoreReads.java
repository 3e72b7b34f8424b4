package fiveseal.storedevice;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Signer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What a store may ask the manager about its own settlements, each time with a fresh token. */
public final class StoreReads {
  private static final long TOKEN_SECONDS = 240;

  private final ManagerConnection manager;
  private final StoreIdentity identity;
  private final Signer signer;
  private final InstantSource clock;
  private final UuidV7 ids;

  public StoreReads(
      ManagerConnection manager, StoreIdentity identity, Signer signer, InstantSource clock) {
    this.manager = manager;
    this.identity = identity;
    this.signer = signer;
    this.clock = clock;
    this.ids = new UuidV7(clock, new SecureRandom());
  }

  /** A bearer token for reads. */
  public String token() {
    long now = clock.instant().getEpochSecond();
    return Signed.by(
            signer,
            new StoreAuth(
                identity.storeId(), identity.managerId(), ids.next(), now, now + TOKEN_SECONDS))
        .compact();
  }

  /**
   * The settlement of a request, once the manager has one; a relayed request may still be on its
   * way.
   */
  public Optional<String> settlementOf(String requestId) {
    Reply reply = manager.get("/settlements?requestId=" + requestId, token());
    if (!reply.isSuccess()) {
      throw reply.refusal();
    }
    List<JsonMembers> found = reply.json().objects("settlements");
    return found.stream().findFirst().map(settlement -> settlement.text("settlementId"));
  }

  /** Up to 200 settlements that are paid and whose receipt the manager does not have yet. */
  public List<String> withoutReceipt() {
    Reply reply = manager.get("/settlements?state=COMPLETED&limit=200", token());
    if (!reply.isSuccess()) {
      throw reply.refusal();
    }
    return reply.json().objects("settlements").stream()
        .map(settlement -> settlement.text("settlementId"))
        .toList();
  }

  /** A settlement of this store's; empty if the manager shows it none under this id. */
  public Optional<OwnSettlement> settlement(String settlementId) {
    Reply reply = manager.get("/settlements/" + settlementId, token());
    if (reply.code().equals("not-found")) {
      return Optional.empty();
    }
    if (!reply.isSuccess()) {
      throw reply.refusal();
    }
    try {
      return Optional.of(OwnSettlement.read(reply.json()));
    } catch (ProtocolException e) {
      throw new ManagerUnreachable("the answer is not the manager's: " + e.detail(), e);
    }
  }

  /** The state of a settlement. */
  public String state(String settlementId) {
    Reply reply = manager.get("/settlements/" + settlementId, token());
    if (!reply.isSuccess()) {
      throw reply.refusal();
    }
    return reply.json().text("state");
  }

  /**
   * Message 3, not checked yet; empty while it may still come.
   *
   * @param waitSeconds how long the manager may hold the question, 0 … 30
   * @throws ManagerRefusal {@code settlement-ended} with the state if it will never come
   */
  public Optional<String> completion(String settlementId, int waitSeconds) {
    Reply reply =
        manager.get("/settlements/" + settlementId + "/completion?wait=" + waitSeconds, token());
    if (reply.code().equals("not-completed")) {
      return Optional.empty();
    }
    if (!reply.isSuccess()) {
      throw reply.refusal();
    }
    return Optional.of(reply.jose());
  }
}
