package fiveseal.access;

import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminActionPage;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.Concerned;
import fiveseal.manager.Login;
import fiveseal.manager.Tenant;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;

/** The trail as the consoles write and read it. */
@Stateless
public class Trail implements AdminTrail {
  private static final Logger LOG = System.getLogger(Trail.class.getName());
  private static final int LIMIT_MAX = 200;

  @Inject AccessDatabase database;
  @Inject TrailRecords records;
  @Inject Accounts accounts;
  @Inject Clock clock;

  @Override
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void record(AdminAct act) {
    if (!database.isConfigured()) {
      LOG.log(Level.INFO, "{0} {1}: there is no trail to keep it in", act.by().name(), act.what());
      return;
    }
    Optional<Concerned> about = act.about().or(() -> own(act.by()));
    records.add(
        act.by(),
        about.map(Concerned::storeId),
        about.map(Concerned::mallId),
        act.what(),
        act.subject(),
        act.detail(),
        clock.instant());
  }

  /** The store of a store's user. */
  private Optional<Concerned> own(Login who) {
    Optional<String> mall = accounts.byId(who.userId()).flatMap(Account::mallId);
    return who.tenant().storeId().map(store -> Concerned.of(store, mall));
  }

  @Override
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public AdminActionPage page(
      Tenant tenant, Optional<String> userName, Optional<String> after, int limit) {
    if (tenant.kind() == Tenant.Kind.LOWER_STORE) {
      throw Grants.notFound();
    }
    return records.page(tenant, userName, after, Math.max(1, Math.min(limit, LIMIT_MAX)));
  }
}
