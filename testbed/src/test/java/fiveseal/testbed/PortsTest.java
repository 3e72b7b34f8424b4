package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

  private static final int UNUSED = 31_340;

  @Test
  void ports_ofAMall_lieBesideEachOther() {
    Ports ports = new Ports(8080);
    assertThat(new int[] {ports.admin(), ports.postgres(), ports.dataGrid()})
        .containsExactly(8081, 8082, 8083);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 80, 1023, 65_531, 70_000})
  void port_outOfRange_isRefusedInOneSentence(int port) {
    assertThatThrownBy(() -> new Ports(port))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("Port " + port)
        .hasMessageContaining("--http-port");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void requireFree_whenOneIsTaken_saysWhichAndWhatToDo(int offset) throws IOException {
    Ports ports = new Ports(UNUSED);
    ports.requireFree();
    int taken = UNUSED + offset;
    try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      assertThatThrownBy(ports::requireFree)
          .isInstanceOf(Trouble.class)
          .hasMessageContaining("Port " + taken)
          .hasMessageContaining("--http-port");
      assertThat(ports.areFree()).isFalse();
    }
  }

  @Test
  void requireFree_whenTakenOnEveryAddress_isRefusedToo() throws IOException {
    Ports ports = new Ports(UNUSED);
    try (ServerSocket other = new ServerSocket(UNUSED)) {
      assertThat(other.isBound()).isTrue();
      assertThatThrownBy(ports::requireFree).isInstanceOf(Trouble.class);
    }
  }
}
