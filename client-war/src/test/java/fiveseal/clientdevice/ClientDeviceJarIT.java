package fiveseal.clientdevice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import fiveseal.protocol.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code client-device.jar} as it is built: what is in it, and that it runs alone. */
class ClientDeviceJarIT {
  private static final Path JAR = Path.of("target", "client-device.jar").toAbsolutePath();
  private static final Set<String> ALLOWED =
      Set.of(
          "fiveseal/clientdevice",
          "fiveseal/protocol",
          "org/bouncycastle",
          "com/fasterxml/jackson/core",
          "picocli");

  @TempDir Path empty;

  @Test
  void jar_always_holdsTheDeviceTheProtocolAndLibrariesOnly() throws Exception {
    Set<String> strangers = new TreeSet<>();
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        String name = entry.getName();
        if (!entry.isDirectory()
            && !name.startsWith("META-INF/")
            && ALLOWED.stream().noneMatch(prefix -> name.startsWith(prefix + "/"))) {
          strangers.add(name);
        }
        assertThat(name).doesNotEndWith(".SF").doesNotContain("jakarta");
      }
      assertThat(jar.getEntry("fiveseal/clientdevice/wallet/index.html"))
          .as("the wallet that the agent serves")
          .isNotNull();
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo(ClientDevice.class.getName());
    }
    assertThat(strangers).isEmpty();
  }

  @Test
  @DisplayName("Claim 24 works: client-device.jar alone pays, in an empty folder on a bare Java")
  void jar_inAnEmptyFolder_paysAndShowsFourSeals() throws Exception {
    try (FakeManager manager = new FakeManager(Instant.now())) {
      FakeCard card = new FakeCard(manager.cardKey, 10_000);
      HttpServer reader = reader(card);
      try {
        String shown =
            run(
                0,
                "pay",
                manager.base() + "/#settlement=" + FakeManager.ID,
                "--yes",
                "--home",
                "home",
                "--reader-url",
                "http://localhost:" + reader.getAddress().getPort() + "/api");
        assertThat(shown)
            .contains("seal 1", "seal 2", "seal 3", "seal 4", "paid    1980 JPY")
            .doesNotContain("INVALID");
        assertThat(card.executed).hasSize(1);
        assertThat(card.balance).isEqualTo(10_000 - 1980);
      } finally {
        reader.stop(0);
      }
    }
  }

  @Test
  @DisplayName("Claim 24 refuses: client-device.jar gives the card nothing of a bad message 2")
  void jar_whenMessage2IsBad_executesNothing() throws Exception {
    try (FakeManager manager = new FakeManager(Instant.now())) {
      manager.twist2 = PaymentTest::badlySigned;
      FakeCard card = new FakeCard(manager.cardKey, 10_000);
      HttpServer reader = reader(card);
      try {
        run(
            Outcome.REFUSED.exitCode(),
            "pay",
            manager.base() + "/#settlement=" + FakeManager.ID,
            "--yes",
            "--home",
            "home",
            "--reader-url",
            "http://localhost:" + reader.getAddress().getPort() + "/api");
        assertThat(card.executed).isEmpty();
      } finally {
        reader.stop(0);
      }
    }
  }

  private static HttpServer reader(FakeCard card) throws Exception {
    HttpServer reader =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    reader.createContext(
        "/api/readers/reader-1/apdu",
        exchange -> {
          byte[] apdu =
              HexFormat.of()
                  .parseHex(Json.object(exchange.getRequestBody().readAllBytes()).text("apdu"));
          String response = HexFormat.of().formatHex(card.transmit(apdu));
          byte[] bytes = Json.write(Map.of("response", response)).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    reader.start();
    return reader;
  }

  private String run(int exit, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(empty.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String shown = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(shown).isEqualTo(exit);
    return shown;
  }
}
