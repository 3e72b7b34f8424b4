package fiveseal.storedevice;

import java.util.List;

/** Where the pinned keys of the manager are kept. */
public interface PinStore {

  /** The pinned keys, the first pinned first. */
  List<ManagerKey> pinned();

  /** Keeps one more, durably. */
  void pin(ManagerKey key);
}
