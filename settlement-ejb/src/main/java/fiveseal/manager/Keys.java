package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.List;

/** The public keys that others need to check the manager's and the stores' seals. */
@Local
public interface Keys {

  List<PublishedKey> ofManager();

  /** Empty for an unknown store. */
  List<PublishedKey> ofStore(String storeId);

  /** Who succeeded whom among the manager's signing keys, the first succession first. */
  List<PublishedSuccession> successions();

  String managerId();
}
