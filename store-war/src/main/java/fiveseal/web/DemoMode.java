package fiveseal.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.eclipse.microprofile.config.ConfigProvider;

/** Whether this is a demonstration, which every page says loudly. */
@Named("demo")
@ApplicationScoped
public class DemoMode {
  private final boolean active =
      ConfigProvider.getConfig().getOptionalValue("fiveseal.demo", Boolean.class).orElse(false);

  public boolean isActive() {
    return active;
  }
}
