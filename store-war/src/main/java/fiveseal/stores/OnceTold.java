package fiveseal.stores;

import fiveseal.manager.Invitation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.Flash;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * An invitation's token on the way to the page that shows it: it lives until the next page, and is
 * never seen again.
 */
@Named("onceTold")
@RequestScoped
public class OnceTold {
  private static final String TOKEN = "fiveseal.invitation";

  @Inject private Flash flash;

  void tell(Invitation invitation) {
    flash.put(TOKEN, invitation.token());
  }

  /** Null if there is nothing to tell. */
  public String getToken() {
    return (String) flash.get(TOKEN);
  }

  /**
   * What the invited store types, on its own machine.
   *
   * @param storeId the invited store
   */
  public String command(String storeId) {
    return "java -jar store-device.jar enrol --url "
        + base()
        + " --store-id "
        + storeId
        + " --token "
        + getToken();
  }

  /** Where the store has its key certified without our program. */
  public String getPage() {
    return base() + "/enrol";
  }

  private static String base() {
    Optional<String> base =
        ConfigProvider.getConfig().getOptionalValue("fiveseal.store.base-url", String.class);
    return base.orElse("URL");
  }
}
