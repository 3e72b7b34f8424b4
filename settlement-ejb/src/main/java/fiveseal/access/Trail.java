package fiveseal.access;

import fiveseal.manager.AdminActionPage;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.Login;
import fiveseal.manager.Tenant;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** The trail as the consoles write and read it. */
@Stateless
public class Trail implements AdminTrail {
  private static final int LIMIT_MAX = 200;

  @Inject TrailRecords records;
  @Inject Accounts accounts;
  @Inject Clock clock;

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void record(Login who, String what, String subject, String detail) {
    Optional<Account> user = accounts.byId(who.userId());
    records.add(
        who,
        who.tenant().storeId(),
        who.tenant().storeId().isEmpty() ? Optional.empty() : user.flatMap(Account::mallId),
        what,
        subject,
        detail,
        clock.instant());
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public AdminActionPage page(
      Tenant tenant, Optional<String> userName, Optional<String> after, int limit) {
    return records.page(tenant, userName, after, Math.max(1, Math.min(limit, LIMIT_MAX)));
  }
}
