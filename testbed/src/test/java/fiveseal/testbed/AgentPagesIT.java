package fiveseal.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * The agent and the pages of a browser that we did not write: what it asks of a page before it lets
 * it speak to loopback (Local Network Access), and what of us.
 */
@Tag("browser")
class AgentPagesIT extends OnDeployedMall {
  private static final String READER = "reader-2";
  private static final long BALANCE = 5_000;
  private static final long AMOUNT = 1_980;
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Mall mall = Mall.get();
  private Holder holder;
  private LossyLine line;
  private Agent agent;

  @BeforeEach
  void start() throws IOException {
    holder = Holder.withNewCard(mall, READER, BALANCE);
    line = new LossyLine(mall.http().baseUrl());
    agent =
        Agent.start(
            line.baseUrl() + "/client",
            TestFolder.folder().root().resolve("client"),
            Map.of(),
            "--reader",
            READER,
            "--reader-url",
            mall.http().baseUrl() + "/card-sim/api/v1");
  }

  @AfterEach
  void stop() {
    agent.close();
    line.close();
  }

  @Test
  @DisplayName("Claim 4 works: a page in Chromium pays through the agent once the holder agreed")
  void pageOnLoopback_ofTheServer_paysWithoutAnyPrompt() {
    JsonMembers paid = in(line.baseUrl(), false);

    assertThat(paid.text("state")).isEqualTo("COMPLETED");
    assertThat(paid.text("bare")).startsWith("403").contains("command-refused");
    assertThat(agent.shown()).contains("the code " + paid.text("code"));
    assertThat(holder.balance()).isEqualTo(BALANCE - AMOUNT);
  }

  @Test
  void pageOfAPublicAddress_whenTheHolderLetsTheSiteReachLoopback_pays() {
    JsonMembers paid = in(line.baseUrl(), true, asIfPublic(line.baseUrl()));

    assertThat(paid.text("state")).isEqualTo("COMPLETED");
    assertThat(holder.balance()).isEqualTo(BALANCE - AMOUNT);
  }

  @Test
  void pageOfAPublicAddress_withoutThatPermission_doesNotReachTheAgent() {
    JsonMembers paid = in(line.baseUrl(), false, asIfPublic(line.baseUrl()));

    assertThat(paid.text("failure")).contains("Failed to fetch");
    assertThat(agent.shown()).doesNotContain("May a page");
    assertThat(holder.balance()).isEqualTo(BALANCE);
  }

  @Test
  void pageOfAnotherOrigin_evenOnLoopback_isRefusedByTheAgent() throws IOException {
    try (LossyLine foreign = new LossyLine(mall.http().baseUrl())) {
      JsonMembers paid = in(foreign.baseUrl(), true);

      assertThat(paid.text("failure")).contains("Failed to fetch");
      assertThat(agent.shown()).doesNotContain("May a page");
      assertThat(holder.balance()).isEqualTo(BALANCE);
    }
  }

  /** By a name of its own that leads to loopback, as after rebinding. */
  @Test
  void pageOfANameThatLeadsToLoopback_isRefusedByTheAgent() {
    ChromeDriver browser = Browser.apart("--host-resolver-rules=MAP evil.example 127.0.0.1");
    try {
      browser.get(
          "http://evil.example:" + URI.create(agent.address()).getPort() + "/api/v1/readers");
      assertThat(browser.getPageSource()).contains("origin-refused");
    } finally {
      browser.quit();
    }
  }

  /** Chromium takes an address for a public one: who serves it from loopback must ask then. */
  private static String asIfPublic(String baseUrl) {
    int port = URI.create(baseUrl).getPort();
    return "--ip-address-space-overrides=127.0.0.1:" + port + "=public,[::1]:" + port + "=public";
  }

  private JsonMembers in(String origin, boolean permitted, String... switches) {
    String settlementId = settlement();
    ChromeDriver browser = Browser.apart(switches);
    try {
      browser.manage().timeouts().scriptTimeout(PATIENCE);
      browser.get(origin + "/client/");
      if (permitted) {
        browser.executeCdpCommand(
            "Browser.setPermission",
            Map.of(
                "permission",
                Map.of("name", "loopback-network"),
                "setting",
                "granted",
                "origin",
                origin));
      }
      Object paid = browser.executeAsyncScript(script(), agent.address(), READER, settlementId);
      return Json.object(String.valueOf(paid));
    } finally {
      browser.quit();
    }
  }

  private String settlement() {
    String payUrl =
        mall.devices()
            .store(
                DemoStore.KIOSK,
                "request",
                "--amount",
                Long.toString(AMOUNT),
                "--currency",
                Mall.CURRENCY,
                "--description",
                "A book")
            .text("payUrl");
    return payUrl.substring(payUrl.indexOf('=') + 1);
  }

  private static String script() {
    try (InputStream script = AgentPagesIT.class.getResourceAsStream("agent.js")) {
      return new String(script.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
