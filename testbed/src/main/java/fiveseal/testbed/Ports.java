package fiveseal.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of one mall, all on 127.0.0.1 and next to each other, so that two malls fit on one
 * machine.
 *
 * @param http 1024 … 65530; the others follow it
 */
record Ports(int http) {

  static final int LAST_FIRST_PORT = 65_530;

  Ports {
    if (http < 1024 || http > LAST_FIRST_PORT) {
      throw new Trouble(
          "Port "
              + http
              + " cannot be used: choose --http-port between 1024 and "
              + LAST_FIRST_PORT
              + ".");
    }
  }

  int admin() {
    return http + 1;
  }

  int postgres() {
    return http + 2;
  }

  int dataGrid() {
    return http + 3;
  }

  /**
   * Nobody else listens on them.
   *
   * @throws Trouble naming the port that is taken
   */
  void requireFree() {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    wanted.put("the mall", http);
    wanted.put("Payara's administration", admin());
    wanted.put("PostgreSQL", postgres());
    wanted.put("Payara's data grid", dataGrid());
    wanted.forEach(
        (purpose, port) -> {
          if (!isFree(port)) {
            throw new Trouble(
                "Port "
                    + port
                    + " ("
                    + purpose
                    + ") is taken by another program: stop that program, or give --http-port a"
                    + " number whose next three are free too.");
          }
        });
  }

  /** Whether all of them are free now. */
  boolean areFree() {
    return isFree(http) && isFree(admin()) && isFree(postgres()) && isFree(dataGrid());
  }

  private static boolean isFree(int port) {
    // A listener on the wildcard address is in the way too, but a bind to 127.0.0.1 alone may
    // succeed beside it; so both are tried.
    return binds(InetAddress.getLoopbackAddress(), port) && binds(null, port);
  }

  private static boolean binds(InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
