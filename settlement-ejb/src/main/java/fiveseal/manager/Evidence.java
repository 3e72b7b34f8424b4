package fiveseal.manager;

import jakarta.ejb.Local;

/** What is on record, for whoever checks it. */
@Local
public interface Evidence {

  /** The trace of a settlement or of a value update. */
  Trace trace(String id);

  /** The sum over all accounts of one currency's balances, which is zero, in minor units. */
  long sumOfBalances(String currency);
}
