package fiveseal.mall;

import fiveseal.manager.Tenant;
import fiveseal.manager.shop.Showcase;
import fiveseal.protocol.Order;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.jws.Acceptance;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Verifier;
import fiveseal.storedevice.ManagerRefusal;
import fiveseal.storedevice.ManagerUnreachable;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/**
 * Who speaks to the mall: its lower stores and itself, each by a signature under a key that the
 * manager publishes and the operator's CA certified. Whoever is not of this mall is a stranger,
 * whatever the manager knows of them. A store that does not sell now is no stranger: it reads what
 * became of what it did before.
 */
@ApplicationScoped
public class LowerStores {
  private static final KeyRegister NOBODY = kid -> java.util.Optional.empty();

  @Inject Mall mall;
  @EJB Showcase showcase;

  Clock clock = Clock.systemUTC();

  /**
   * Verifies a till's order, up to its times, which a replay is not asked for.
   *
   * @throws ProtocolException as section 1 of the protocol says
   */
  Signed<Order> verified(String compact, Instant at) {
    String claimed = Signed.parse(compact, Order.class).message().iss();
    Signed<Order> order = new Verifier(keysOf(claimed)).verify(compact, Order.class, at);
    Acceptance.addressedTo(order.message(), mall.mallId());
    return order;
  }

  /**
   * Who bears a token that is for this mall.
   *
   * @throws ProtocolException as for the bearers of the store API
   */
  public Tenant bearer(String token) {
    Instant now = clock.instant();
    String claimed = Signed.parse(token, StoreAuth.class).message().iss();
    StoreAuth proof = new Verifier(keysOf(claimed)).verify(token, StoreAuth.class, now).message();
    Acceptance.addressedTo(proof, mall.mallId());
    Acceptance.timely(proof, now);
    return proof.iss().equals(mall.mallId())
        ? Tenant.ofStore(proof.iss())
        : Tenant.ofLowerStore(proof.iss());
  }

  private KeyRegister keysOf(String storeId) {
    boolean own = storeId.equals(mall.mallId());
    if (!own && !showcase.knows(mall.mallId(), storeId)) {
      return NOBODY;
    }
    try {
      return mall.keysOf(storeId, own ? KeyRole.STORE : KeyRole.LOWER_STORE);
    } catch (ManagerRefusal | ManagerUnreachable e) {
      throw new ProtocolException(
          fiveseal.protocol.ErrorCode.UNAVAILABLE, "the store's keys could not be fetched");
    }
  }
}
