package fiveseal.clientdevice.agent;

import com.sun.net.httpserver.Headers;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is let in: requests that were meant for this address, of pages whose origin is on the list. A
 * name of somebody else's that leads to loopback (rebinding) shows in {@code Host}; the browser
 * says in {@code Origin} which page asks, and no page can say it otherwise.
 */
final class Door {
  private static final String SAME_ORIGIN = "same-origin";

  private final Set<String> hosts;
  private final Set<String> own;
  private final Set<String> origins;

  /**
   * @param others origins of pages that are served by others
   */
  Door(int port, Set<String> others) {
    hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    own = new TreeSet<>(hosts.stream().map(host -> "http://" + host).toList());
    origins = new TreeSet<>(own);
    origins.addAll(others);
  }

  /** The origin (RFC 6454 section 6.2) of an http or https address. */
  static String originOf(URI address) {
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    int port = address.getPort();
    boolean usual = port == -1 || port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port);
  }

  /**
   * A page that may ask.
   *
   * @param own served by this agent
   */
  record Caller(String origin, boolean own) {}

  /**
   * @throws ProtocolException {@code origin-refused} if the request was meant for another address
   */
  void requireHost(Headers headers) {
    if (!only(headers, "Host").map(hosts::contains).orElse(false)) {
      throw refused("this is no request to this address");
    }
  }

  /**
   * A browser leaves the origin out where a page of ours reads from us, and tells that it is so.
   */
  Caller caller(Headers headers, String method) {
    requireHost(headers);
    if (headers.containsKey("Origin")) {
      String origin =
          only(headers, "Origin")
              .filter(origins::contains)
              .orElseThrow(() -> refused("pages of this origin have no business here"));
      return new Caller(origin, own.contains(origin));
    }
    if (method.equals("GET") && only(headers, "Sec-Fetch-Site").equals(Optional.of(SAME_ORIGIN))) {
      return new Caller("http://" + only(headers, "Host").orElseThrow(), true);
    }
    throw refused("no page asks here");
  }

  /** For what everybody may look at who comes here by a link, but no other page's script. */
  void requireVisitor(Headers headers) {
    requireHost(headers);
    if (headers.containsKey("Origin")
        && !only(headers, "Origin").map(own::contains).orElse(false)) {
      throw refused("only pages of this address read this");
    }
  }

  /** A header that is there once. */
  static Optional<String> only(Headers headers, String name) {
    List<String> values = headers.get(name);
    return values != null && values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }

  private static ProtocolException refused(String reason) {
    return new ProtocolException(ErrorCode.ORIGIN_REFUSED, reason);
  }
}
