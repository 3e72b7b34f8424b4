package fiveseal.manager;

import java.util.Optional;

/**
 * A store, a mall or a lower store to be.
 *
 * @param mall the mall a lower store belongs to; empty for a store or a mall
 * @param commissionPerMille the mall's part of this lower store's sales, 0 … 1000
 * @param feePerMille the operator's fee on the sales of a store or mall, 0 … 1000
 */
public record StoreRegistration(
    String storeId, String name, Optional<String> mall, int commissionPerMille, int feePerMille) {}
