package fiveseal.cardsim;

import com.licel.jcardsim.base.TransientMemory;

/**
 * The card's transient memory without its leak: the simulator's ciphers and signatures take a new
 * array each time they are initialized, which a card never does.
 */
final class TransientArrays extends TransientMemory {
  private int deselectKept;
  private int resetKept;

  /** What exists now is the applet's own. */
  void keep() {
    deselectKept = clearOnDeselect.size();
    resetKept = clearOnReset.size();
  }

  /** Forgets what came since. */
  void truncate() {
    clearOnDeselect.subList(deselectKept, clearOnDeselect.size()).clear();
    clearOnReset.subList(resetKept, clearOnReset.size()).clear();
  }

  boolean isTransientArray(Object array) {
    return isTransient(array) != 0;
  }

  int size() {
    return clearOnDeselect.size() + clearOnReset.size();
  }
}
