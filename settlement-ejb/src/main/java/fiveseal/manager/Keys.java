package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.List;
import java.util.Optional;

/** The public keys that others need to check the manager's and the stores' seals. */
@Local
public interface Keys {

  List<PublishedKey> ofManager();

  /** Empty for an unknown store. */
  List<PublishedKey> ofStore(String storeId);

  /** Who succeeded whom among the manager's signing keys, the first succession first. */
  List<PublishedSuccession> successions();

  /**
   * The stores' certificates that were revoked before their end (RFC 5280).
   *
   * @param authority kid of the authority that made them; by default the current one's
   * @return DER
   * @throws fiveseal.protocol.ProtocolException {@code not-found} if there is no such authority
   */
  byte[] revocationList(Optional<String> authority);

  String managerId();
}
