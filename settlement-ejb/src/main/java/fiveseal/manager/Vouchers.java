package fiveseal.manager;

import jakarta.ejb.Local;

/** Demo funding: paper that is worth one load. */
@Local
public interface Vouchers {

  Voucher issue(long amountMinor, String currency);
}
