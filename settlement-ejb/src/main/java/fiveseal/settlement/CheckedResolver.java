package fiveseal.settlement;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name once for a connection and gives out only what may be connected to: the connection
 * goes to these very addresses, whatever the name means a moment later. One forbidden address among
 * them refuses all.
 */
final class CheckedResolver implements DnsResolver {
  private final DnsResolver names;
  private final Predicate<InetAddress> mayReceive;

  CheckedResolver(DnsResolver names, Predicate<InetAddress> mayReceive) {
    this.names = names;
    this.mayReceive = mayReceive;
  }

  /**
   * @throws ForbiddenAddressException if the name leads where nothing may be sent
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    for (InetAddress address : addresses) {
      if (!mayReceive.test(address)) {
        throw new ForbiddenAddressException();
      }
    }
    return addresses;
  }

  /** Names that addresses claim to have are never asked for. */
  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
