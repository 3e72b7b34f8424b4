package fiveseal.mall.console;

import org.eclipse.microprofile.config.ConfigProvider;

/** In which currency amounts are typed in the console's forms. */
final class ConsoleCurrency {
  private static final String PROPERTY = "fiveseal.mall.currency";

  private ConsoleCurrency() {}

  /** ISO 4217, {@code fiveseal.mall.currency}, else JPY. */
  static String code() {
    return ConfigProvider.getConfig().getOptionalValue(PROPERTY, String.class).orElse("JPY");
  }
}
