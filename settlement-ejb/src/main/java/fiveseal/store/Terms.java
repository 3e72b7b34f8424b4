package fiveseal.store;

/**
 * What is taken off a store's sales; both together 1000 at most.
 *
 * @param commissionPerMille for the mall, 0 … 1000; 0 unless it is a lower store
 * @param feePerMille for the operator, 0 … 1000
 */
public record Terms(int commissionPerMille, int feePerMille) {}
