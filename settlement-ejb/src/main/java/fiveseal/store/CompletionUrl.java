package fiveseal.store;

import fiveseal.protocol.ProtocolException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which addresses message 3 may be pushed to: public ones by https, and in demo mode the loopback
 * by http. A name says nothing; the addresses that it resolves to must be asked about at each
 * delivery ({@link #mayReceive}) and connected to as resolved.
 */
public final class CompletionUrl {
  private static final Pattern ADDRESS_LITERAL = Pattern.compile("\\[.*]|[0-9a-fA-FxX.]*[0-9]");

  /** The IPv4 ranges of RFC 6890 that are not for the public. */
  private static final List<Range> SPECIAL_4 =
      List.of(
          new Range(0x00000000, 8),
          new Range(0x0A000000, 8),
          new Range(0x64400000, 10),
          new Range(0x7F000000, 8),
          new Range(0xA9FE0000, 16),
          new Range(0xAC100000, 12),
          new Range(0xC0000000, 24),
          new Range(0xC0000200, 24),
          new Range(0xC0586300, 24),
          new Range(0xC0A80000, 16),
          new Range(0xC6120000, 15),
          new Range(0xC6336400, 24),
          new Range(0xCB007100, 24),
          new Range(0xE0000000, 3));

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
    return host.equalsIgnoreCase("localhost")
        || (isLiteral(host) && literal(host).isLoopbackAddress());
  }

  private static boolean isForbiddenLiteral(String host, boolean demo) {
    return isLiteral(host) && !mayReceive(literal(host), demo);
  }

  private static boolean isLiteral(String host) {
    return ADDRESS_LITERAL.matcher(host).matches();
  }

  private static InetAddress literal(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw ProtocolException.refused("url has an unusual host");
    }
  }

  /** Whether a resolved address may be connected to. */
  public static boolean mayReceive(InetAddress address, boolean demo) {
    if (address.isLoopbackAddress()) {
      return demo;
    }
    if (address instanceof Inet4Address) {
      return isPublic4(address.getAddress());
    }
    return address instanceof Inet6Address && isPublic6(address.getAddress());
  }

  private static boolean isPublic4(byte[] address) {
    int value = ByteBuffer.wrap(address).getInt();
    return SPECIAL_4.stream().noneMatch(range -> range.contains(value));
  }

  /** Global unicast 2000::/3 without what leads to IPv4 or nowhere (2001::/23, 6to4, examples). */
  private static boolean isPublic6(byte[] address) {
    int first = (address[0] & 0xFF) << 8 | (address[1] & 0xFF);
    int second = (address[2] & 0xFF) << 8 | (address[3] & 0xFF);
    boolean globalUnicast = first >> 13 == 1;
    boolean special = first == 0x2001 && (second < 0x200 || second == 0xDB8);
    return globalUnicast && !special && first != 0x2002;
  }

  private record Range(int network, int bits) {
    boolean contains(int address) {
      return (address ^ network) >>> (32 - bits) == 0;
    }
  }
}
