package fiveseal.mall.console;

import static fiveseal.manager.Role.LOWER_STORE;
import static fiveseal.manager.Role.MALL_ADMIN;

import fiveseal.manager.shop.Good;
import fiveseal.manager.shop.GoodDraft;
import fiveseal.manager.shop.GoodState;
import fiveseal.manager.shop.GoodsDesk;
import fiveseal.manager.shop.LowerStore;
import fiveseal.protocol.ProtocolException;
import fiveseal.web.ActTrail;
import fiveseal.web.Acts;
import fiveseal.web.AmountText;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** One good to be changed, or a new one. */
@Named
@RequestScoped
public class GoodEditPage {
  private static final int PICTURE_BYTES_MAX = 2 * 1024 * 1024;

  @Inject private HttpServletRequest request;
  @Inject private ShopTenant whose;
  @Inject private ActTrail trail;
  @EJB private GoodsDesk desk;

  private String goodId;
  private int version;
  private String storeId;
  private String name;
  private String description;
  private String price;
  private String currency;
  private GoodState state;
  private String shownPicture = "";
  private Part file;

  /** A form that comes back brings all that it had; otherwise what is kept is shown. */
  @PostConstruct
  void load() {
    String id = request.getParameter("id");
    if (request.getMethod().equals("GET") && id != null) {
      show(desk.good(whose.tenant(), id));
    } else {
      goodId = UUID.randomUUID().toString();
      currency = ConsoleCurrency.code();
      state = GoodState.FOR_SALE;
    }
  }

  private void show(Good good) {
    goodId = good.goodId();
    version = good.version();
    storeId = good.storeId();
    name = good.name();
    description = good.description();
    price = AmountText.typed(good.priceMinor(), good.currency());
    currency = good.currency();
    state = good.state();
    shownPicture = good.picture().orElse("");
  }

  /**
   * Keeps what was typed, with the picture if there is one.
   *
   * @throws ProtocolException as {@link GoodsDesk#put} says
   */
  @Acts({MALL_ADMIN, LOWER_STORE})
  public String save() {
    OptionalLong priceMinor = AmountText.minor(price, currency);
    if (priceMinor.isEmpty()) {
      Notice.error("good.priceWrong");
      return null;
    }
    GoodDraft draft =
        new GoodDraft(
            name,
            Optional.ofNullable(description).orElse(""),
            priceMinor.getAsLong(),
            currency,
            state);
    trail.done(
        "good-changed",
        storeId,
        goodId,
        draft.name() + ", " + draft.priceMinor() + " " + draft.currency() + ", " + state,
        () -> keep(draft));
    return "/console/goods?faces-redirect=true";
  }

  private Good keep(GoodDraft draft) {
    return file != null && file.getSize() > 0
        ? desk.put(whose.tenant(), storeId, goodId, version, draft, bytes())
        : desk.put(whose.tenant(), storeId, goodId, version, draft);
  }

  private byte[] bytes() {
    try (InputStream in = file.getInputStream()) {
      return in.readNBytes(PICTURE_BYTES_MAX + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<LowerStore> getStores() {
    return desk.stores(whose.tenant());
  }

  public GoodState[] getStates() {
    return GoodState.values();
  }

  public boolean isNew() {
    return version == 0;
  }

  /** Address of its picture; empty if it has none. */
  public String getShownPicture() {
    return shownPicture;
  }

  public String getGoodId() {
    return goodId;
  }

  public void setGoodId(String goodId) {
    this.goodId = goodId;
  }

  public int getVersion() {
    return version;
  }

  public void setVersion(int version) {
    this.version = version;
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

  public String getPrice() {
    return price;
  }

  public void setPrice(String price) {
    this.price = price;
  }

  public String getCurrency() {
    return currency;
  }

  public void setCurrency(String currency) {
    this.currency = currency;
  }

  public GoodState getState() {
    return state;
  }

  public void setState(GoodState state) {
    this.state = state;
  }

  public Part getFile() {
    return file;
  }

  public void setFile(Part file) {
    this.file = file;
  }
}
