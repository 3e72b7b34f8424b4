package fiveseal.store;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Which addresses belong to the public internet. Everything special is refused, and so is every
 * IPv6 address that carries an IPv4 address in it, since what it leads to cannot be told: mapped
 * ones (which Java already takes for IPv4), compatible ones, NAT64, 6to4, Teredo.
 */
public final class PublicAddresses {
  /** The IPv4 ranges of RFC 6890 and its successors that are not for the public. */
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

  /** Within 2000::/3, by the first 32 bits: 2001::/23, examples, 6to4, examples again. */
  private static final List<Range> SPECIAL_6 =
      List.of(
          new Range(0x20010000, 23),
          new Range(0x20010DB8, 32),
          new Range(0x20020000, 16),
          new Range(0x3FFF0000, 20));

  private static final Range GLOBAL_UNICAST_6 = new Range(0x20000000, 3);

  private PublicAddresses() {}

  /** Whether an address that a name resolved to is a public one. */
  public static boolean contain(InetAddress address) {
    int first = ByteBuffer.wrap(address.getAddress()).getInt();
    if (address instanceof Inet4Address) {
      return SPECIAL_4.stream().noneMatch(range -> range.contains(first));
    }
    return address instanceof Inet6Address
        && GLOBAL_UNICAST_6.contains(first)
        && SPECIAL_6.stream().noneMatch(range -> range.contains(first));
  }

  private record Range(int network, int bits) {
    boolean contains(int address) {
      return (address ^ network) >>> (Integer.SIZE - bits) == 0;
    }
  }
}
