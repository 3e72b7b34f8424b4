package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/**
 * The whole of it: the wallet in Chromium, as the agent serves it, the agent, PC/SC with a driver
 * that others wrote, and the applet behind it.
 */
@Tag("browser")
@Tag("pcsc")
class AgentWalletIT extends OnDeployedMall {
  private static final String SIMULATED = "reader-2";
  private static final String READER = "virtual-pcd-00-00";
  private static final long BALANCE = 5_000;
  private static final long AMOUNT = 1_980;

  private final Mall mall = Mall.get();
  private Holder holder;
  private VirtualReaders readers;
  private PcscDaemon pcscd;
  private Agent agent;
  private Browser browser;

  @BeforeEach
  void start() throws IOException {
    holder = Holder.withNewCard(mall, SIMULATED, BALANCE);
    readers =
        new VirtualReaders(
            new CardInReader(mall.readers(), SIMULATED, holder.cardNumber()), new ForeignCard());
    pcscd = PcscDaemon.start(TestFolder.folder(), readers.port());
    agent =
        Agent.start(
            mall.http().baseUrl() + "/client",
            TestFolder.folder().root().resolve("client"),
            pcscd.environment());
    browser = mall.browser();
  }

  @AfterEach
  void stop() {
    agent.close();
    pcscd.close();
    readers.close();
  }

  @Test
  @DisplayName("Claim 4 works: the wallet that the agent serves pays through PC/SC")
  void payment_byTheWalletOfTheAgent_isAgreedToThereAndDebitsOnce() {
    pair();

    browser.openUrl(agent.address() + "/#settlement=" + settlement());
    browser.find("#pay");
    browser.find("#reader option[value=" + READER + "]");
    new Select(browser.find("#reader")).selectByValue(READER);
    browser.find("#pay").click();

    assertThat(browser.awaitText("Paid ¥1,980").text()).contains(DemoStore.KIOSK.id());
    assertThat(agent.shown())
        .contains("Pay " + AMOUNT + " JPY to " + DemoStore.KIOSK.id() + "?", "agreed");
    assertThat(holder.balance()).isEqualTo(BALANCE - AMOUNT);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  @DisplayName("Claim 4 refuses: what the holder refuses at the agent is told by the wallet")
  void payment_thatTheHolderRefusesAtTheAgent_isToldByTheWallet() {
    pair();
    agent.holderAgreesTo(question -> false);

    browser.openUrl(agent.address() + "/#settlement=" + settlement());
    browser.find("#pay");
    browser.find("#reader option[value=" + READER + "]");
    new Select(browser.find("#reader")).selectByValue(READER);
    browser.find("#pay").click();

    browser.awaitText("You did not agree at the agent");
    assertThat(holder.balance()).isEqualTo(BALANCE);
  }

  private void pair() {
    browser.openUrl(agent.address() + "/wallet/#settings");
    browser.await(
        found ->
            found.findElement(By.id("agent-base")).getDomProperty("value").isEmpty() ? null : 1);
    new Select(browser.find("#reader-kind")).selectByValue("agent");
    browser.button("Pair with the agent").click();
    browser.awaitText("Paired.");
    browser.complaints();
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
}
