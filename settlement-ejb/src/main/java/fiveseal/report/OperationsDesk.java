package fiveseal.report;

import fiveseal.keys.KeyCustodian;
import fiveseal.keys.KeyVault;
import fiveseal.keys.VaultKey;
import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.Deliveries;
import fiveseal.manager.DeliveryLog;
import fiveseal.manager.DeliveryPage;
import fiveseal.manager.DoubtPage;
import fiveseal.manager.Evidence;
import fiveseal.manager.Health;
import fiveseal.manager.KeyReport;
import fiveseal.manager.Login;
import fiveseal.manager.Operations;
import fiveseal.manager.OutstandingReceiptPage;
import fiveseal.manager.Reports;
import fiveseal.manager.Trace;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The operator's console on what waits, for those who may see it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class OperationsDesk implements Operations {
  private static final Duration SOON = Duration.ofDays(60);
  private static final int STORE_KEYS_MAX = 200;

  @EJB Reports reports;
  @EJB Deliveries deliveries;
  @EJB Evidence evidence;
  @EJB AdminTrail trail;
  @Inject CardTrail cards;
  @Inject HealthDesk health;
  @Inject OperationsStore store;
  @Inject KeyVault vault;
  @Inject KeyCustodian custodian;
  @Inject Clock clock;

  @Override
  public DoubtPage doubts(Login login, Optional<String> after, int limit) {
    OperatorsOnly.read(login);
    cards.listed(login, "IN_DOUBT");
    return reports.doubts(after, limit);
  }

  @Override
  public OutstandingReceiptPage receipts(Login login, Optional<String> after, int limit) {
    OperatorsOnly.read(login);
    return reports.receipts(after, limit);
  }

  @Override
  public DeliveryPage deliveries(
      Login login, boolean acknowledged, Optional<String> after, int limit) {
    OperatorsOnly.read(login);
    return deliveries.list(acknowledged, after, limit);
  }

  @Override
  public DeliveryLog delivery(Login login, String settlementId) {
    OperatorsOnly.read(login);
    return deliveries.of(settlementId);
  }

  @Override
  public void resend(Login login, String settlementId) {
    OperatorsOnly.act(login);
    new AdminAct(login, "delivery-resend", settlementId, "")
        .in(trail, () -> deliveries.resend(settlementId));
  }

  @Override
  public Trace trace(Login login, String id) {
    OperatorsOnly.read(login);
    cards.traced(login, id);
    return evidence.trace(id);
  }

  @Override
  public Health health(Login login) {
    OperatorsOnly.read(login);
    return health.health();
  }

  @Override
  public KeyReport keys(Login login) {
    OperatorsOnly.read(login);
    Instant now = clock.instant();
    Set<String> current =
        custodian.inventory().stream()
            .filter(VaultKey::current)
            .map(VaultKey::identity)
            .collect(Collectors.toSet());
    return new KeyReport(
        Rows.page(store.managerKeys(), Integer.MAX_VALUE, row -> managerKey(row, current)),
        Rows.page(
            store.endingStoreKeys(now.plus(SOON), STORE_KEYS_MAX),
            STORE_KEYS_MAX,
            row -> storeKey(row, now)),
        vault.cardKeyVersion(),
        store.cardKeyVersions().stream().map(this::cardKey).toList());
  }

  private static KeyReport.ManagerKeyRow managerKey(Object[] row, Set<String> current) {
    String kid = (String) row[0];
    return new KeyReport.ManagerKeyRow(
        kid,
        (String) row[1],
        Rows.time(row[2]).getEpochSecond(),
        Rows.time(row[3]).getEpochSecond(),
        current.contains(kid));
  }

  private static KeyReport.StoreKeyRow storeKey(Object[] row, Instant now) {
    Instant end = Rows.time(row[3]);
    return new KeyReport.StoreKeyRow(
        (String) row[0], (String) row[1], (String) row[2], end.getEpochSecond(), !end.isAfter(now));
  }

  private KeyReport.CardKeyRow cardKey(int version) {
    return new KeyReport.CardKeyRow(
        version,
        store.cardsOfVersion(version, HealthDesk.COUNTED_MAX + 1L),
        HealthDesk.COUNTED_MAX);
  }
}
