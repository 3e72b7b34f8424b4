package fiveseal.mall.console;

import fiveseal.mall.MallRefunds;
import fiveseal.manager.StoreConsole;
import fiveseal.web.CurrentLogin;
import fiveseal.web.Formats;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.format.TextStyle;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** What this mall is and how it is set up; it is set up in the server's configuration. */
@Named
@RequestScoped
public class SettingsPage {
  @Inject private CurrentLogin login;
  @Inject private Formats formats;
  @Inject private MallRefunds refunds;
  @EJB private StoreConsole console;

  public String getStoreId() {
    return login.tenant().storeId().orElse("");
  }

  public String getName() {
    return getSellers().stream()
        .filter(seller -> seller.storeId().equals(getStoreId()))
        .map(StoreConsole.Seller::name)
        .findFirst()
        .orElse("");
  }

  public List<StoreConsole.Seller> getSellers() {
    return console.sellers(login.tenant());
  }

  /** Whether its store device is in this server: then it can refund from these pages. */
  public boolean isHosted() {
    return refunds.isOwn(getStoreId());
  }

  /** Where the manager sends completions, if its device is here. */
  public String getEndpoint() {
    return isHosted() ? value("fiveseal.store.base-url") + "/mall/v1/completions" : "";
  }

  public String getZone() {
    return formats.getZone().getId()
        + " ("
        + formats.getZone().getDisplayName(TextStyle.FULL, java.util.Locale.ENGLISH)
        + ")";
  }

  public String getCurrency() {
    return ConsoleCurrency.code();
  }

  private static String value(String property) {
    return ConfigProvider.getConfig().getOptionalValue(property, String.class).orElse("");
  }
}
