package fiveseal.manager.shop;

import fiveseal.manager.Tenant;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Local;
import java.util.List;

/**
 * Where a mall keeps its lower stores and their goods, and a lower store its own. What belongs to
 * another tenant is not found; the operator has no shop and finds nothing.
 */
@Local
public interface GoodsDesk {

  /** The tenant's lower stores by name, as the manager's register has them, selling or not. */
  List<LowerStore> stores(Tenant tenant);

  /**
   * Sets what the mall's shop shows of a lower store.
   *
   * @param version of what was looked at
   * @throws ProtocolException {@code not-found} for a lower store's login or another mall's store,
   *     {@code edited-meanwhile} if it has changed since, {@code message-refused} if ill-formed
   */
  LowerStore putStore(Tenant tenant, String storeId, int version, StoreDraft draft);

  /** Goods in all states. */
  GoodsPage goods(Tenant tenant, GoodsFilter filter);

  /**
   * @throws ProtocolException {@code not-found}
   */
  Good good(Tenant tenant, String goodId);

  /**
   * Adds a good, or changes the one under this id.
   *
   * @param goodId {@code [A-Za-z0-9._-]{1,64}}, chosen by whoever adds it
   * @param version of what was looked at; 0 for a new one
   * @throws ProtocolException {@code not-found} if the store is not the tenant's, {@code
   *     edited-meanwhile} if the good has changed since, {@code message-refused} if ill-formed
   */
  Good put(Tenant tenant, String storeId, String goodId, int version, GoodDraft draft);

  /**
   * The same together with its picture: both are kept, or neither.
   *
   * @param file PNG or JPEG, at most 2 MiB and 4000 × 4000 pixels
   * @throws ProtocolException also as {@link #picture} says
   */
  Good put(Tenant tenant, String storeId, String goodId, int version, GoodDraft draft, byte[] file);

  /**
   * Draws an uploaded picture anew and gives it to a good.
   *
   * @param file PNG or JPEG, at most 2 MiB and 4000 × 4000 pixels
   * @throws ProtocolException as {@link #put}; {@code message-refused} if it is no such picture
   */
  Good picture(Tenant tenant, String goodId, int version, byte[] file);
}
