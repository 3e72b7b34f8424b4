package fiveseal.manager;

import java.time.Instant;

/**
 * A contract to come.
 *
 * @param effectiveFrom for payments asked for from then on, at least 5 minutes from now
 * @param commissionPerMille for the mall, 0 … 1000; 0 unless it is a lower store
 * @param feePerMille for the operator, 0 … 1000; together at most 1000
 */
public record ContractTerms(Instant effectiveFrom, int commissionPerMille, int feePerMille) {}
