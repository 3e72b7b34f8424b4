package fiveseal.web;

import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Whether browsers send cookies over TLS only. The address by which readers come decides: what the
 * server sees of a connection is the last part of the way, behind a proxy that ends TLS.
 */
public final class CookieTransport {
  private static final String BASE_URL = "fiveseal.store.base-url";

  private CookieTransport() {}

  /** Whether the pages are reached by https. */
  public static boolean isTlsOnly() {
    return isTlsOnly(name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
  }

  static boolean isTlsOnly(Function<String, Optional<String>> properties) {
    return properties.apply(BASE_URL).filter(url -> url.startsWith("https:")).isPresent();
  }
}
