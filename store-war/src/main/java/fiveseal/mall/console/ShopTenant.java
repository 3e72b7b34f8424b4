package fiveseal.mall.console;

import fiveseal.mall.Mall;
import fiveseal.manager.Tenant;
import fiveseal.manager.shop.Showcase;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** Whose part of the shop it is: the mall's that is served here, or one of its lower stores'. */
@Named
@RequestScoped
public class ShopTenant {
  @Inject private CurrentLogin login;
  @Inject private Mall mall;
  @EJB private Showcase showcase;
  private Optional<Boolean> servedHere = Optional.empty();

  /**
   * @throws ProtocolException {@code not-found} for a store that has no shop here
   */
  public Tenant tenant() {
    Tenant tenant = login.tenant();
    if (!isServedHere()) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
    }
    return tenant;
  }

  /** Whether there is such a part: its pages are shown where they are. */
  public boolean isServedHere() {
    if (servedHere.isEmpty()) {
      servedHere = Optional.of(mall.isOpen() && isServedHere(login.tenant()));
    }
    return servedHere.get();
  }

  private boolean isServedHere(Tenant tenant) {
    return switch (tenant.kind()) {
      case OPERATOR -> false;
      case STORE -> tenant.storeId().orElseThrow().equals(mall.mallId());
      case LOWER_STORE -> showcase.knows(mall.mallId(), tenant.storeId().orElseThrow());
    };
  }

  /** Whether it is the mall itself. */
  public boolean isMall() {
    return tenant().kind() == Tenant.Kind.STORE;
  }
}
