package fiveseal.report;

import static fiveseal.report.OperatorLogins.AUDITOR;
import static fiveseal.report.OperatorLogins.OLIVIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.keys.KeyCustodian;
import fiveseal.keys.KeyKind;
import fiveseal.keys.KeyVault;
import fiveseal.keys.VaultKey;
import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.Deliveries;
import fiveseal.manager.Evidence;
import fiveseal.manager.KeyReport;
import fiveseal.manager.Login;
import fiveseal.manager.Reports;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.SigningKey;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
class OperationsDeskTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final SigningKey SIGNER = SigningKey.generate();

  private final List<String> asked = new ArrayList<>();
  private final List<String> recorded = new ArrayList<>();
  private final OperationsDesk desk = new OperationsDesk();

  OperationsDeskTest() {
    desk.reports = noting(Reports.class);
    desk.deliveries = noting(Deliveries.class);
    desk.evidence = noting(Evidence.class);
    desk.trail = trail();
    desk.cards = new CardTrail();
    desk.cards.trail = desk.trail;
    desk.store = new Stored();
    desk.vault = vault();
    desk.custodian = custodian();
    desk.clock = Clock.fixed(NOW, ZoneOffset.UTC);
  }

  private <T> T noting(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              asked.add(type.getSimpleName() + "." + method.getName());
              return null;
            }));
  }

  private AdminTrail trail() {
    return (AdminTrail)
        Proxy.newProxyInstance(
            AdminTrail.class.getClassLoader(),
            new Class<?>[] {AdminTrail.class},
            (proxy, method, arguments) -> {
              AdminAct act = (AdminAct) arguments[0];
              recorded.add(act.by().name() + " " + act.what() + " " + act.subject());
              return null;
            });
  }

  private static KeyVault vault() {
    return (KeyVault)
        Proxy.newProxyInstance(
            KeyVault.class.getClassLoader(),
            new Class<?>[] {KeyVault.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "cardKeyVersion" -> 3;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static KeyCustodian custodian() {
    List<VaultKey> inventory =
        List.of(current(KeyKind.AUTHORITY, "authority"), current(KeyKind.SIGNING, SIGNER.kid()));
    return (KeyCustodian)
        Proxy.newProxyInstance(
            KeyCustodian.class.getClassLoader(),
            new Class<?>[] {KeyCustodian.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("inventory")) {
                return inventory;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  private static VaultKey current(KeyKind kind, String kid) {
    return new VaultKey(kind, 1, kid, Optional.of(NOW), Optional.of(NOW.plusSeconds(60)), true);
  }

  /** What the tables have. */
  private static final class Stored extends OperationsStore {
    @Override
    List<?> managerKeys() {
      return List.of(
          managerKey(SIGNER.kid(), "SIGNING"),
          managerKey("former", "SIGNING"),
          managerKey("authority", "AUTHORITY"));
    }

    private static Object[] managerKey(String kid, String purpose) {
      return new Object[] {kid, purpose, at(Duration.ofDays(-9)), at(Duration.ofDays(9))};
    }

    @Override
    List<?> endingStoreKeys(Instant before, int limit) {
      assertThat(before).isEqualTo(NOW.plus(Duration.ofDays(60)));
      return List.<Object[]>of(
          new Object[] {"ended", "a", "A", at(Duration.ZERO)},
          new Object[] {"ends", "b", "B", at(Duration.ofSeconds(1))});
    }

    @Override
    List<Integer> cardKeyVersions() {
      return List.of(2, 3);
    }

    @Override
    long cardsOfVersion(int version, long limit) {
      return version == 2 ? 7 : limit;
    }

    private static Object at(Duration behind) {
      return NOW.plus(behind).atOffset(ZoneOffset.UTC);
    }
  }

  private static List<Consumer<OperationsDesk>> reads(Login login) {
    return List.of(
        desk -> desk.doubts(login, Optional.empty(), 9),
        desk -> desk.receipts(login, Optional.empty(), 9),
        desk -> desk.deliveries(login, false, Optional.empty(), 9),
        desk -> desk.delivery(login, "id"),
        desk -> desk.trace(login, "id"),
        desk -> desk.keys(login));
  }

  private void assertNotFound(List<Consumer<OperationsDesk>> questions) {
    for (Consumer<OperationsDesk> question : questions) {
      assertThatThrownBy(() -> question.accept(desk))
          .isInstanceOfSatisfying(
              ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
    assertThat(asked).isEmpty();
    assertThat(recorded).isEmpty();
  }

  @Test
  void everything_byAnOperator_isAsked() {
    reads(OLIVIA).forEach(read -> read.accept(desk));
    desk.resend(OLIVIA, "id");
    assertThat(asked)
        .containsExactly(
            "Reports.doubts",
            "Reports.receipts",
            "Deliveries.list",
            "Deliveries.of",
            "Evidence.trace",
            "Deliveries.resend");
    assertThat(recorded)
        .containsExactly(
            "olivia card-list IN_DOUBT", "olivia card-trace id", "olivia delivery-resend id");
  }

  @Test
  void auditor_reads_andResendsNothing() {
    assertNotFound(List.of(each -> each.resend(AUDITOR, "id")));
    reads(AUDITOR).forEach(read -> read.accept(desk));
    assertThat(asked).hasSize(5);
  }

  @ParameterizedTest
  @MethodSource("fiveseal.report.OperatorLogins#strangers")
  void everything_byStrangers_isNotFound(Login stranger) {
    assertNotFound(reads(stranger));
    assertNotFound(List.of(each -> each.resend(stranger, "id"), each -> each.health(stranger)));
  }

  @Test
  void keys_tellWhichAreInUse_whichEnded_andCountSoFarOnly() {
    KeyReport report = desk.keys(AUDITOR);

    assertThat(report.managerKeys())
        .extracting(KeyReport.ManagerKeyRow::inUse)
        .containsExactly(true, false, true);
    assertThat(report.endingStoreKeys())
        .extracting(KeyReport.StoreKeyRow::ended)
        .containsExactly(true, false);
    assertThat(report.cardKeys())
        .extracting(KeyReport.CardKeyRow::cards)
        .containsExactly(7L, 1001L);
    assertThat(report.cardKeys())
        .extracting(KeyReport.CardKeyRow::isMore)
        .containsExactly(false, true);
  }
}
