package fiveseal.store;

import fiveseal.protocol.ProtocolException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses message 3 may be pushed to: public ones by https, and in demo mode the loopback
 * by http. A name says nothing; the addresses that it resolves to must be asked about at each
 * delivery ({@link #mayReceive}) and connected to as resolved.
 */
public final class CompletionUrl {
  /** Whatever some program takes for an address: it must have the one form below. */
  private static final Pattern ADDRESS_LIKE =
      Pattern.compile("\\[.*]|(.*\\.)?(0[xX][0-9a-fA-F]*|[0-9]+)\\.?");

  private static final Pattern IPV4 =
      Pattern.compile("((0|[1-9][0-9]{0,2})\\.){3}(0|[1-9][0-9]{0,2})");

  private static final int PORT_MAX = 65535;

  private CompletionUrl() {}

  /**
   * Reads a stated url.
   *
   * @throws ProtocolException {@code message-refused} if nothing may be pushed there
   */
  public static URI parse(String text, boolean demo) {
    URI url = parse(text);
    if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw ProtocolException.refused("url has no host, or has a user or a fragment");
    }
    if (url.getPort() == 0 || url.getPort() > PORT_MAX) {
      throw ProtocolException.refused("url has no such port");
    }
    boolean loopback = isLoopback(url.getHost());
    boolean https = "https".equals(url.getScheme());
    boolean demoHttp = demo && loopback && "http".equals(url.getScheme());
    if (!https && !demoHttp) {
      throw ProtocolException.refused("url is not https");
    }
    if ((loopback && !demo) || isForbiddenLiteral(url.getHost(), demo)) {
      throw ProtocolException.refused("url is not a public address");
    }
    return url;
  }

  private static URI parse(String text) {
    try {
      return new URI(text).parseServerAuthority();
    } catch (URISyntaxException e) {
      throw ProtocolException.refused("url is not a URL");
    }
  }

  private static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return bare.equals("localhost")
        || bare.endsWith(".localhost")
        || (isLiteral(host) && literal(host).isLoopbackAddress());
  }

  private static boolean isForbiddenLiteral(String host, boolean demo) {
    return isLiteral(host) && !mayReceive(literal(host), demo);
  }

  private static boolean isLiteral(String host) {
    return ADDRESS_LIKE.matcher(host).matches();
  }

  private static InetAddress literal(String host) {
    if (!host.startsWith("[") && !IPV4.matcher(host).matches()) {
      throw ProtocolException.refused("url has an unusual host");
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw ProtocolException.refused("url has an unusual host");
    }
  }

  /** Whether a resolved address may be connected to. */
  public static boolean mayReceive(InetAddress address, boolean demo) {
    return address.isLoopbackAddress() ? demo : PublicAddresses.contain(address);
  }
}
