package fiveseal.testbed.simulator.world;

import fiveseal.protocol.jws.KeyRecord;
import fiveseal.store.StoreKeys;

/** The product's register of keys, whose keys verify cheap signatures. */
public class SimulatedStoreKeys extends StoreKeys {
  @Override
  public boolean verifies(KeyRecord key, byte[] input, byte[] signature) {
    return CheapSignatures.verifies(key.kid(), input, signature);
  }
}
