package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody on the network reaches a mall that runs for demonstration. */
class LoopbackIT extends OnDeployedMall {

  @Test
  void servers_fromThisMachine_areReached() {
    assertThat(ports()).allMatch(port -> connects(InetAddress.getLoopbackAddress(), port));
  }

  @Test
  void servers_fromItsOtherAddresses_areNotReached() throws IOException {
    for (InetAddress address : otherAddresses()) {
      assertThat(ports()).noneMatch(port -> connects(address, port));
    }
  }

  @Test
  void listener_onEveryAddress_wouldBeSeen() throws IOException {
    try (ServerSocket open = new ServerSocket(0)) {
      assertThat(otherAddresses()).allMatch(address -> connects(address, open.getLocalPort()));
    }
  }

  private static List<Integer> ports() {
    Ports ports = TestFolder.ports();
    return IntStream.rangeClosed(ports.http(), ports.dataGrid()).boxed().toList();
  }

  private static List<InetAddress> otherAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .toList();
  }

  private static boolean connects(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
