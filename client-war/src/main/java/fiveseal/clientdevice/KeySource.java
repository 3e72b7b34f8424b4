package fiveseal.clientdevice;

import java.util.List;

/** Where the manager's and the stores' public keys come from. */
interface KeySource {
  List<OfferedKey> ofManager();

  /** Empty for an unknown store. */
  List<OfferedKey> ofStore(String storeId);
}
