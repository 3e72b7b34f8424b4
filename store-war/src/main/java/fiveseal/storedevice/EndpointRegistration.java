package fiveseal.storedevice;

import fiveseal.protocol.CompletionEndpoint;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Signer;
import java.net.URI;
import java.time.InstantSource;

/** Tells the manager where completions shall be pushed to. */
public final class EndpointRegistration {
  private static final long VALID_SECONDS = 600;

  private final ManagerConnection manager;
  private final StoreIdentity identity;
  private final Signer signer;
  private final InstantSource clock;

  public EndpointRegistration(
      ManagerConnection manager, StoreIdentity identity, Signer signer, InstantSource clock) {
    this.manager = manager;
    this.identity = identity;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * @throws ManagerRefusal if the manager does not push there
   */
  public void register(URI endpoint) {
    long now = clock.instant().getEpochSecond();
    CompletionEndpoint message =
        new CompletionEndpoint(
            identity.storeId(),
            identity.managerId(),
            endpoint.toString(),
            now,
            now + VALID_SECONDS);
    manager.put("/completion-endpoint", Signed.by(signer, message).compact());
  }
}
