package fiveseal.store;

import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The operator's list of hosts that message 3 may be pushed to: names, or {@code .example.com} for
 * all names under it. Without a list every public host is allowed.
 */
@ApplicationScoped
public class AllowedHosts {
  private static final String PROPERTY = "fiveseal.completion.hosts";

  private final List<String> allowed;

  /** Reads the configuration. */
  public AllowedHosts() {
    this(ConfigProvider.getConfig().getOptionalValue(PROPERTY, String.class));
  }

  /**
   * @param list separated by commas
   */
  AllowedHosts(Optional<String> list) {
    this.allowed =
        Arrays.stream(list.orElse("").split(",", -1))
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .filter(host -> !host.isEmpty())
            .toList();
  }

  /**
   * @throws ProtocolException {@code message-refused} if there is a list and the host is not on it
   */
  void require(String host) {
    if (!allowed.isEmpty() && allowed.stream().noneMatch(entry -> matches(entry, host))) {
      throw ProtocolException.refused("url's host is not on the operator's list");
    }
  }

  private static boolean matches(String entry, String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return entry.startsWith(".") ? name.endsWith(entry) : name.equals(entry);
  }
}
