package fiveseal.mall;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.storedevice.ManagerConnection;
import fiveseal.storedevice.StoreIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the mall is configured.
 *
 * @param name what shoppers read
 * @param keyFile the mall's secret key, PKCS#8 PEM
 * @param storeBase where stores reach the manager
 * @param clientBase where clients reach the manager
 */
record MallSettings(
    StoreIdentity identity, String name, Path keyFile, URI storeBase, URI clientBase) {

  /** Where settings come from. */
  @FunctionalInterface
  interface Properties {
    Optional<String> value(String name);
  }

  /**
   * @throws ProtocolException {@code not-found} if there is no mall here
   * @throws IllegalStateException naming the property that is missing or wrong
   */
  static MallSettings read(Properties config) {
    String id =
        text(config, "fiveseal.mall.id")
            .orElseThrow(() -> new ProtocolException(ErrorCode.NOT_FOUND, "there is no mall here"));
    return new MallSettings(
        new StoreIdentity(id, text(config, "fiveseal.manager.id").orElse("manager")),
        text(config, "fiveseal.mall.name").orElse(id),
        Path.of(required(config, "fiveseal.mall.key-file")),
        base(config, "fiveseal.store.base-url"),
        base(config, "fiveseal.client.base-url"));
  }

  static boolean isConfigured(Properties config) {
    return text(config, "fiveseal.mall.id").isPresent();
  }

  /** Where the manager pushes completions to. */
  URI completions() {
    return URI.create(storeBase + "/mall/v1/completions");
  }

  private static Optional<String> text(Properties config, String property) {
    return config.value(property).filter(value -> !value.isBlank());
  }

  private static String required(Properties config, String property) {
    return text(config, property)
        .orElseThrow(() -> new IllegalStateException("the mall needs the property " + property));
  }

  private static URI base(Properties config, String property) {
    try {
      return ManagerConnection.base(required(config, property));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(property + ": " + e.getMessage(), e);
    }
  }
}
