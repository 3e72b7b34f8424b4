package fiveseal.valueupdate;

import fiveseal.manager.Voucher;
import fiveseal.manager.Vouchers;
import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Digests;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;

/** Makes vouchers; their codes are told once. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class VoucherDesk implements Vouchers {
  private static final int CODE_BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  @Inject UpdateStore store;
  @Inject Clock clock;

  @Override
  public Voucher issue(long amountMinor, String currency) {
    byte[] bytes = new byte[CODE_BYTES];
    random.nextBytes(bytes);
    String code = Base64Url.encode(bytes);
    store.voucher(Digests.sha256(code), Amount.of(amountMinor, currency), clock.instant());
    return new Voucher(code, amountMinor, currency);
  }
}
