package fiveseal.mall.console;

import static fiveseal.manager.Role.MALL_ADMIN;

import fiveseal.manager.shop.GoodsDesk;
import fiveseal.manager.shop.LowerStore;
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

/** The mall's list of its lower stores as shoppers see them, and one of them to be changed. */
@Named
@RequestScoped
public class ShopfrontPage {
  @Inject private HttpServletRequest request;
  @Inject private ShopTenant whose;
  @Inject private ActTrail trail;
  @EJB private GoodsDesk desk;

  private String storeId;
  private String name;
  private String description;
  private boolean shown = true;
  private int version;

  /** A form that comes back brings all that it had; otherwise what is kept is shown. */
  @PostConstruct
  void load() {
    String id = request.getParameter("id");
    if (request.getMethod().equals("GET") && id != null) {
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
  }

  public List<LowerStore> getStores() {
    return desk.stores(whose.tenant());
  }

  /**
   * @throws ProtocolException as {@link GoodsDesk#putStore} says
   */
  @Acts(MALL_ADMIN)
  public String save() {
    LowerStore store =
        new LowerStore(storeId, name, Optional.ofNullable(description).orElse(""), shown, version);
    trail.done(
        "shopfront-changed",
        storeId,
        storeId,
        name,
        () -> {
          desk.putStore(whose.tenant(), store);
          return store;
        });
    return "/console/shopfront?faces-redirect=true";
  }

  public boolean isNew() {
    return version == 0;
  }

  public String getStoreId() {
    return storeId;
  }

  public void setStoreId(String storeId) {
    this.storeId = storeId;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
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
