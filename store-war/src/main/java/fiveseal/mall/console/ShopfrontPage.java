package fiveseal.mall.console;

import static fiveseal.manager.Role.MALL_ADMIN;

import fiveseal.manager.Selling;
import fiveseal.manager.shop.GoodsDesk;
import fiveseal.manager.shop.LowerStore;
import fiveseal.manager.shop.StoreDraft;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.web.ActTrail;
import fiveseal.web.Acts;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** The mall's lower stores as its shop has them, and what shoppers read of one of them. */
@Named
@RequestScoped
public class ShopfrontPage {
  @Inject private HttpServletRequest request;
  @Inject private ShopTenant whose;
  @Inject private ActTrail trail;
  @EJB private GoodsDesk desk;

  private List<LowerStore> stores;
  private String storeId;
  private String name;
  private String description;
  private boolean shown;
  private int version;

  /** A form that comes back brings what was typed; otherwise what is kept is shown. */
  @PostConstruct
  void load() {
    String id = request.getParameter("id");
    if (id == null) {
      return;
    }
    LowerStore store =
        getStores().stream()
            .filter(known -> known.storeId().equals(id))
            .findFirst()
            .orElseThrow(
                () -> new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence()));
    storeId = store.storeId();
    name = store.name();
    description = store.description();
    shown = store.shown();
    version = store.version();
  }

  public List<LowerStore> getStores() {
    if (stores == null) {
      stores = desk.stores(whose.tenant());
    }
    return stores;
  }

  /**
   * @throws ProtocolException as {@link GoodsDesk#putStore} says
   */
  @Acts(MALL_ADMIN)
  public String save() {
    StoreDraft draft = new StoreDraft(Optional.ofNullable(description).orElse(""), shown);
    trail.done(
        "shopfront-changed",
        storeId,
        storeId,
        name,
        () -> {
          desk.putStore(whose.tenant(), storeId, version, draft);
          return draft;
        });
    return "/console/shopfront?faces-redirect=true";
  }

  /** The key of the words for whether a store sells, and if not, why. */
  public static String state(LowerStore store) {
    boolean hidden = store.selling() == Selling.SELLS && !store.shown();
    return "shopfront." + (hidden ? "HIDDEN" : store.selling().name());
  }

  /** Whether one of them was chosen. */
  public boolean isChosen() {
    return storeId != null;
  }

  public String getStoreId() {
    return storeId;
  }

  public String getName() {
    return name;
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) {
    this.description = description;
  }

  public boolean isShown() {
    return shown;
  }

  public void setShown(boolean shown) {
    this.shown = shown;
  }

  public int getVersion() {
    return version;
  }

  public void setVersion(int version) {
    this.version = version;
  }
}
