package fiveseal.clientdevice;

import fiveseal.protocol.jws.SuccessionProof;
import java.util.List;

/** Where the manager's and the stores' public keys come from. */
interface KeySource {
  List<OfferedKey> ofManager();

  /** Who succeeded whom among the manager's keys, the first succession first. */
  List<SuccessionProof> successions();

  /** Empty for an unknown store. */
  List<OfferedKey> ofStore(String storeId);
}
