package fiveseal.mall.console;

import fiveseal.mall.Mall;
import fiveseal.manager.Tenant;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.web.CurrentLogin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Whose part of the shop it is: the mall's that is served here, or one of its lower stores'. */
@RequestScoped
public class ShopTenant {
  @Inject private CurrentLogin login;
  @Inject private Mall mall;

  /**
   * @throws ProtocolException {@code not-found} for a store that has no shop here
   */
  public Tenant tenant() {
    Tenant tenant = login.tenant();
    boolean elsewhere =
        tenant.kind() == Tenant.Kind.STORE && !tenant.storeId().orElseThrow().equals(mall.mallId());
    if (elsewhere || tenant.kind() == Tenant.Kind.OPERATOR) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
    }
    return tenant;
  }

  /** Whether it is the mall itself. */
  public boolean isMall() {
    return tenant().kind() == Tenant.Kind.STORE;
  }
}
