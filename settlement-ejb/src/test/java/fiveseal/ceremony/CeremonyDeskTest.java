package fiveseal.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.config.Configuration;
import fiveseal.config.VaultSettings;
import fiveseal.database.EmbeddedDatabase;
import fiveseal.keys.BackupShares;
import fiveseal.keys.HistoryWiring;
import fiveseal.keys.KeyPurpose;
import fiveseal.keys.KeyVault;
import fiveseal.keys.ManagerKey;
import fiveseal.keys.ManagerKeyHistory;
import fiveseal.keys.RecordedSuccession;
import fiveseal.keys.VaultException;
import fiveseal.keys.VaultRoom;
import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminActionPage;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.CeremonyOutcome;
import fiveseal.manager.CeremonyProposal;
import fiveseal.manager.KeyCustody;
import fiveseal.manager.Login;
import fiveseal.manager.OperatorKey;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.KeyCeremonyRecord;
import fiveseal.protocol.KeySuccession;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.KeyRecord;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.protocol.jws.SuccessionProof;
import fiveseal.store.StoreKey;
import fiveseal.store.StoreWiring;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two operators do something with keys; the database and the vault are real. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
class CeremonyDeskTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Login ALICE = operator("alice", Role.OPERATOR);
  private static final Login BOB = operator("bob", Role.OPERATOR);

  private static EmbeddedDatabase database;
  private static EntityManagerFactory factory;

  @TempDir private Path folder;
  private final TestClock clock = new TestClock();
  private final List<String> trail = new ArrayList<>();
  private final Configuration configuration =
      new Configuration(
          "manager",
          URI.create("https://pay.example"),
          URI.create("https://pay.example"),
          true,
          Optional.empty());
  private VaultSettings settings;
  private VaultRoom room;
  private KeyVault vault;

  @BeforeAll
  static void start() throws Exception {
    database = EmbeddedDatabase.start();
    factory = database.entities(Ceremony.class, ManagerKey.class, StoreKey.class);
  }

  @AfterAll
  static void stop() throws Exception {
    factory.close();
    database.close();
  }

  @BeforeEach
  void begin() throws Exception {
    execute(
        "TRUNCATE settlement.manager_key, settlement.manager_key_end, settlement.key_succession, settlement.key_ceremony,"
            + " settlement.stolen_card_master, settlement.card_master_key, settlement.card CASCADE");
    openVault();
    record();
  }

  private void openVault() {
    settings = VaultSettings.file(folder.resolve("vault"), "correct horse battery", 1000);
    room = VaultRoom.of(() -> settings, "manager", true, kid -> false, clock);
    vault = room.vault();
  }

  @Test
  void rotate_signing_isOnRecord_andTheSuccessionIsSignedByBoth() {
    String before = vault.signer().kid();
    CeremonyOutcome done = carriedOut(rotate("SIGNING"));

    String after = vault.signer().kid();
    assertThat(after).isNotEqualTo(before);
    Signed<KeyCeremonyRecord> record =
        Signed.parse(done.ceremony().record().orElseThrow(), KeyCeremonyRecord.class);
    assertThat(record.kid()).isEqualTo(after);
    assertThat(record.message().proposedBy()).isEqualTo("alice");
    assertThat(record.message().approvedBy()).isEqualTo("bob");
    assertThat(record.message().findings()).anyMatch(line -> line.contains(after));
    RecordedSuccession succession = successions().get(0);
    Signed<KeySuccession> byOld =
        Signed.parse(succession.byPredecessor().orElseThrow(), KeySuccession.class);
    Signed<KeySuccession> byAuthority = Signed.parse(succession.byAuthority(), KeySuccession.class);
    assertThat(byOld.kid()).isEqualTo(before);
    assertThat(byAuthority.kid()).isEqualTo(vault.authorityKid());
    assertThat(byOld.message()).isEqualTo(byAuthority.message());
    assertThat(byOld.message().predecessor()).isEqualTo(before);
    assertThat(byOld.message().successor()).isEqualTo(after);
    assertThat(byOld.message().reason()).isEqualTo(KeySuccession.Reason.ROTATED);
    assertThat(PublicKeys.thumbprint(PublicKeys.fromX5c(byOld.message().x5c().get(0))))
        .isEqualTo(after);
    assertThat(trail)
        .containsExactly(
            "alice key-proposal ROTATE SIGNING: yearly", "bob key-approval ROTATE SIGNING: yearly");
  }

  @Test
  void rotate_signingAtATime_takesOverThen_andNotTwiceMeanwhile() {
    String before = vault.signer().kid();
    CeremonyProposal later =
        new CeremonyProposal(
            "ROTATE",
            Optional.of("SIGNING"),
            Optional.empty(),
            Optional.of(START.plusSeconds(3600)),
            "yearly",
            Optional.empty());
    carriedOut(later);
    assertThat(vault.signer().kid()).isEqualTo(before);
    assertThatThrownBy(() -> carriedOut(rotate("SIGNING"))).satisfies(refused());
    clock.now = START.plusSeconds(3600);
    assertThat(vault.signer().kid()).isNotEqualTo(before);
  }

  @Test
  void rotate_signing_isFollowedByAnotherNode_andTheOldKeyServesUntilThen() {
    VaultRoom other = VaultRoom.of(() -> settings, "manager", true, kid -> false, clock);
    String before = other.vault().signer().kid();
    carriedOut(rotate("SIGNING"));
    assertThat(other.vault().signer().kid()).isEqualTo(before);

    transact(
        entities -> {
          HistoryWiring.following(entities, other, configuration, clock).follow();
          return entities;
        });
    assertThat(other.vault().signer().kid()).isEqualTo(vault.signer().kid()).isNotEqualTo(before);
  }

  @Test
  void rotate_cardMasterAndAuthority_addsThem() {
    carriedOut(rotate("CARD_MASTER"));
    carriedOut(rotate("AUTHORITY"));
    assertThat(vault.cardKeyVersion()).isEqualTo(2);
    assertThat(custody())
        .extracting(KeyCustody.Key::kind)
        .containsExactly("AUTHORITY", "AUTHORITY", "SIGNING", "CARD_MASTER", "CARD_MASTER");
  }

  @Test
  void approve_byItsProposerOrAToken_isRefused_andChangesNothing() {
    String id = propose(ALICE, rotate("SIGNING"));
    List<KeyCustody.Key> before = custody();
    assertThatThrownBy(() -> approve(ALICE, id)).satisfies(refused());
    assertThatThrownBy(() -> approve(operator("token:operator-1", Role.OPERATOR), id))
        .satisfies(refused());
    assertThatThrownBy(() -> approve(operator("carol", Role.AUDITOR), id))
        .satisfies(is(ErrorCode.NOT_FOUND));
    assertThat(custody()).isEqualTo(before);
  }

  @Test
  void approve_again_changesNothing() {
    String id = propose(ALICE, rotate("SIGNING"));
    CeremonyOutcome first = approve(BOB, id);
    List<KeyCustody.Key> after = custody();
    assertThat(approve(BOB, id).ceremony()).isEqualTo(first.ceremony());
    assertThat(custody()).isEqualTo(after);
  }

  @Test
  void approve_whileItIsCarriedOut_isRefused_andAMinuteLaterItIsCarriedOut() {
    String id = propose(ALICE, rotate("CARD_MASTER"));
    transact(
        entities -> {
          desk(entities).book.approve(id, "bob", clock.now, kind -> 1);
          return entities;
        });
    clock.now = START.plusSeconds(59);
    assertThatThrownBy(() -> approve(BOB, id)).satisfies(refused());
    assertThatThrownBy(() -> carriedOut(rotate("SIGNING"))).satisfies(refused());
    assertThat(vault.cardKeyVersion()).isEqualTo(1);
    clock.now = START.plusSeconds(60);
    approve(BOB, id);
    assertThat(vault.cardKeyVersion()).isEqualTo(2);
  }

  @Test
  void retire_whatServes_isRefused_andWhatDoesNotIsDestroyed() {
    String old = vault.signer().kid();
    assertThatThrownBy(() -> carriedOut(retire("SIGNING", old))).satisfies(refused());
    carriedOut(rotate("SIGNING"));
    carriedOut(retire("SIGNING", old));
    assertThat(custody()).noneMatch(key -> key.kid().equals(Optional.of(old)));
    assertThat(keys()).extracting(ManagerKey::kid).contains(old);
  }

  @Test
  void retire_cardMasterThatACardHas_isRefused() throws Exception {
    carriedOut(rotate("CARD_MASTER"));
    execute(
        "INSERT INTO settlement.card (card_number, currency, key_version, next_counter,"
            + " balance_minor, blocked, balance_limit, amount_limit, issued_at)"
            + " VALUES ('9392000000000015', 'JPY', 1, 1, 0, false, 100, 100, now())");
    assertThatThrownBy(() -> carriedOut(retire("CARD_MASTER", "1"))).satisfies(refused());
    execute("UPDATE settlement.card SET key_version = 2");
    carriedOut(retire("CARD_MASTER", "1"));
    assertThat(custody()).filteredOn(key -> key.kind().equals("CARD_MASTER")).hasSize(1);
  }

  @Test
  void compromise_ofTheSigningKey_isSucceededByTheAuthorityAlone_andDestroyed() {
    String stolen = vault.signer().kid();
    carriedOut(compromise("SIGNING", stolen, START.minusSeconds(3600)));

    assertThat(vault.signer().kid()).isNotEqualTo(stolen);
    assertThat(custody()).noneMatch(key -> key.kid().equals(Optional.of(stolen)));
    Map<String, Instant> revoked = revocations();
    assertThat(revoked).containsExactly(Map.entry(stolen, START.minusSeconds(3600)));
    RecordedSuccession succession = successions().get(0);
    assertThat(succession.byPredecessor()).isEmpty();
    assertThat(Signed.parse(succession.byAuthority(), KeySuccession.class).message().reason())
        .isEqualTo(KeySuccession.Reason.COMPROMISED);
  }

  @Test
  void compromise_ofTheAuthority_beginsAnewByItself() {
    String stolen = vault.authorityKid();
    carriedOut(compromise("AUTHORITY", stolen, START));
    String next = vault.authorityKid();
    assertThat(next).isNotEqualTo(stolen);
    assertThat(keys())
        .filteredOn(key -> key.kid().equals(next) || key.kid().equals(vault.signer().kid()))
        .hasSize(2)
        .extracting(ManagerKey::issuerKid)
        .containsOnly(next);
  }

  @Test
  void compromise_ofTheRootOfTheServingPath_beginsAnewByItself() {
    String root = vault.authorityKid();
    carriedOut(rotate("AUTHORITY"));
    carriedOut(rotate("SIGNING"));
    String rested = vault.signer().kid();
    assertThat(restsOn(rested, root)).isTrue();

    carriedOut(compromise("AUTHORITY", root, START));
    assertThat(vault.signer().kid()).isNotEqualTo(rested);
    assertThat(restsOn(vault.signer().kid(), root)).isFalse();
    assertThat(restsOn(vault.authorityKid(), root)).isFalse();
  }

  @Test
  void compromise_ofAnAuthorityThatNothingRestsOn_makesNoKey() {
    String first = vault.authorityKid();
    carriedOut(compromise("AUTHORITY", first, START));
    String second = vault.authorityKid();
    String signing = vault.signer().kid();
    carriedOut(compromise("AUTHORITY", first, START.minusSeconds(60)));
    assertThat(vault.authorityKid()).isEqualTo(second);
    assertThat(vault.signer().kid()).isEqualTo(signing);
  }

  @Test
  void compromise_ofAKeyThatWasRotated_leavesEveryDeviceAWayToTheNewest() {
    String first = vault.signer().kid();
    clock.now = START.plusSeconds(1);
    carriedOut(rotate("SIGNING"));
    String second = vault.signer().kid();
    clock.now = START.plusSeconds(2);
    carriedOut(rotate("SIGNING"));
    String third = vault.signer().kid();
    assertThat(believedFrom(first)).containsExactlyInAnyOrder(first, second, third);

    carriedOut(compromise("SIGNING", first, START.minusSeconds(60)));
    carriedOut(compromise("SIGNING", second, START.minusSeconds(60)));
    assertThat(vault.signer().kid()).isEqualTo(third);
    assertThat(believedFrom(first)).contains(third);
    assertThat(believedFrom(second)).containsExactlyInAnyOrder(second, third);
  }

  @Test
  void compromise_whileTheNextKeyWaits_isSucceededByAnotherAtOnce() {
    String stolen = vault.signer().kid();
    carriedOut(
        new CeremonyProposal(
            "ROTATE",
            Optional.of("SIGNING"),
            Optional.empty(),
            Optional.of(START.plusSeconds(3600)),
            "yearly",
            Optional.empty()));
    carriedOut(compromise("SIGNING", stolen, START));
    String next = vault.signer().kid();
    assertThat(next).isNotEqualTo(stolen);
    assertThat(believedFrom(stolen)).contains(next);
    clock.now = START.plusSeconds(7200);
    assertThat(vault.signer().kid()).isEqualTo(next);
  }

  @Test
  void compromise_onAnotherNode_endsTheStolenKeyThereBeforeTheNodeLooksByItself() {
    String stolen = vault.signer().kid();
    VaultRoom other = VaultRoom.of(() -> settings, "manager", true, stolen::equals, clock);
    assertThatThrownBy(() -> other.vault().signer()).satisfies(is(ErrorCode.UNAVAILABLE));
    carriedOut(compromise("SIGNING", stolen, START));
    clock.now = START.plusSeconds(6);
    assertThat(other.vault().signer().kid()).isEqualTo(vault.signer().kid());
  }

  @Test
  void rotate_whenItWasInterrupted_makesNoSecondKey() {
    String id = propose(ALICE, rotate("SIGNING"));
    transact(
        entities -> {
          CeremonyDesk desk = desk(entities);
          desk.book.approve(id, "bob", clock.now, desk.acts::newest);
          return entities;
        });
    room.custodian().addSigning(clock.now);
    String made = vault.signer().kid();
    clock.now = START.plusSeconds(60);
    assertThat(approve(BOB, id).ceremony().state()).isEqualTo("DONE");
    assertThat(vault.signer().kid()).isEqualTo(made);
    assertThat(custody()).filteredOn(key -> key.kind().equals("SIGNING")).hasSize(2);
  }

  @Test
  void init_whenItWasInterrupted_isDone_andOtherwiseRefusedWhereThereAreKeys() {
    CeremonyProposal init =
        new CeremonyProposal(
            "INIT",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "first",
            Optional.empty());
    String id = propose(ALICE, init);
    assertThatThrownBy(() -> approve(BOB, id))
        .satisfies(refused())
        .hasMessageContaining("there were keys before");
    transact(
        entities -> {
          desk(entities).book.approve(id, "bob", clock.now, kind -> 0);
          return entities;
        });
    clock.now = START.plusSeconds(60);
    assertThat(approve(BOB, id).ceremony().state()).isEqualTo("DONE");
  }

  @Test
  void vault_thatIsAnOlderCopy_isRefused_untilWhatIsLostIsRetired() throws Exception {
    Path file = folder.resolve("vault");
    byte[] older = Files.readAllBytes(file);
    carriedOut(rotate("CARD_MASTER"));
    carriedOut(rotate("SIGNING"));
    String lost = vault.signer().kid();
    Files.write(file, older);
    openVault();

    assertThatThrownBy(this::record)
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(lost)
        .hasMessageContaining("card-master-2");
    assertThatThrownBy(() -> carriedOut(retire("SIGNING", SigningKey.generate().kid())))
        .satisfies(refused());
    carriedOut(retire("SIGNING", lost));
    assertThatThrownBy(this::record).isInstanceOf(VaultException.class);
    carriedOut(retire("CARD_MASTER", "2"));
    record();

    carriedOut(rotate("CARD_MASTER"));
    assertThat(vault.cardKeyVersion()).as("2 was another key").isEqualTo(3);
  }

  @Test
  void vault_whoseCardMasterIsAnotherOfTheSameVersion_isRefused() throws Exception {
    execute("UPDATE settlement.card_master_key SET check_value = '0123456789abcdef'");
    assertThatThrownBy(this::record)
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("card-master-1");
  }

  @Test
  void retireOrCompromise_underAnotherKind_isRefused_andEndsNothing() {
    String signing = vault.signer().kid();
    String authority = vault.authorityKid();
    assertThatThrownBy(() -> carriedOut(retire("AUTHORITY", signing))).satisfies(refused());
    assertThatThrownBy(() -> carriedOut(retire("SIGNING", authority))).satisfies(refused());
    assertThatThrownBy(() -> carriedOut(compromise("SIGNING", authority, START)))
        .satisfies(refused());
    assertThat(revocations()).isEmpty();
    record();
  }

  @Test
  void retire_ofTheAuthorityThatCertifiedTheSigningKey_isRefused() {
    String first = vault.authorityKid();
    carriedOut(rotate("AUTHORITY"));
    assertThatThrownBy(() -> carriedOut(retire("AUTHORITY", first))).satisfies(refused());
    carriedOut(rotate("SIGNING"));
    carriedOut(retire("AUTHORITY", first));
    record();
  }

  /** Whoever pins takes the key that began last, by what is published. */
  @Test
  void compromise_ofTheAuthority_whileTheNextKeyWaits_endsThatOneToo() {
    String stolen = vault.authorityKid();
    carriedOut(
        new CeremonyProposal(
            "ROTATE",
            Optional.of("SIGNING"),
            Optional.empty(),
            Optional.of(START.plusSeconds(3600)),
            "yearly",
            Optional.empty()));
    clock.now = START.plusSeconds(1);
    carriedOut(compromise("AUTHORITY", stolen, START));
    Instant later = START.plusSeconds(7200);
    Map<String, Instant> revoked = revocations();
    ManagerKey serving =
        keys().stream()
            .filter(key -> key.purpose() == KeyPurpose.SIGNING)
            .filter(key -> !key.notBefore().isAfter(later) && !revoked.containsKey(key.kid()))
            .max(Comparator.comparing(ManagerKey::notBefore))
            .orElseThrow();
    assertThat(restsOn(serving.kid(), stolen)).isFalse();
    clock.now = later;
    assertThat(vault.signer().kid()).isEqualTo(serving.kid());
  }

  @Test
  void compromise_declaredAgainForAnEarlierTime_countsFromThen() {
    String stolen = vault.signer().kid();
    carriedOut(compromise("SIGNING", stolen, START));
    carriedOut(compromise("SIGNING", stolen, START.minusSeconds(600)));
    carriedOut(compromise("SIGNING", stolen, START.minusSeconds(60)));
    assertThat(revocations()).containsExactly(Map.entry(stolen, START.minusSeconds(600)));
  }

  @Test
  void compromise_ofALostKey_isDone_whateverElseIsLost() throws Exception {
    byte[] older = Files.readAllBytes(folder.resolve("vault"));
    carriedOut(rotate("CARD_MASTER"));
    clock.now = START.plusSeconds(1);
    carriedOut(rotate("SIGNING"));
    String lost = vault.signer().kid();
    Files.write(folder.resolve("vault"), older);
    openVault();
    String left = vault.signer().kid();

    assertThatThrownBy(() -> carriedOut(rotate("SIGNING"))).satisfies(refused());
    assertThat(carriedOut(compromise("SIGNING", lost, START)).ceremony().state()).isEqualTo("DONE");
    assertThat(revocations()).containsKey(lost);
    assertThat(vault.signer().kid()).isEqualTo(left);
  }

  @Test
  void rotate_whenItWasInterruptedOnAnotherNode_makesNoSecondKey() {
    VaultRoom other = VaultRoom.of(() -> settings, "manager", true, kid -> false, clock);
    other.vault().signer();
    String id = propose(ALICE, rotate("CARD_MASTER"));
    transact(
        entities -> {
          CeremonyDesk desk = desk(entities);
          desk.book.approve(id, "bob", clock.now, desk.acts::newest);
          return entities;
        });
    other.custodian().addCardMaster(1);
    clock.now = START.plusSeconds(60);
    assertThat(approve(BOB, id).ceremony().state()).isEqualTo("DONE");
    assertThat(vault.cardKeyVersion()).isEqualTo(2);
    assertThat(custody()).filteredOn(key -> key.kind().equals("CARD_MASTER")).hasSize(2);
  }

  private void record() {
    transact(
        entities -> {
          history(entities).record();
          return entities;
        });
  }

  private Map<String, Instant> revocations() {
    return transact(entities -> history(entities).revocations());
  }

  private boolean restsOn(String kid, String authority) {
    return transact(entities -> history(entities).restsOn(kid, authority));
  }

  /** What a device believes after it has read all successions, that pinned one key. */
  private Set<String> believedFrom(String pinned) {
    Map<String, Instant> revoked = revocations();
    Map<String, KeyRecord> published = new HashMap<>();
    for (ManagerKey key : keys()) {
      published.put(
          key.kid(),
          new KeyRecord(
              key.kid(),
              "manager",
              KeyRole.MANAGER,
              key.publicKey(),
              key.notBefore(),
              key.notAfter(),
              Optional.ofNullable(revoked.get(key.kid()))));
    }
    Map<String, KeyRecord> believed = new HashMap<>(Map.of(pinned, published.get(pinned)));
    for (RecordedSuccession each : successions()) {
      SuccessionProof proof = new SuccessionProof(each.byPredecessor(), each.byAuthority());
      List<String> x5c = Signed.parse(each.byAuthority(), KeySuccession.class).message().x5c();
      try {
        proof.check(
            "manager",
            kid -> Optional.ofNullable(believed.get(kid)),
            x5c.stream().skip(1).map(PublicKeys::fromX5c).toList());
        believed.put(proof.successor(), published.get(proof.successor()));
      } catch (ProtocolException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.SIGNATURE_REFUSED);
      }
    }
    return believed.keySet();
  }

  @Test
  void compromise_inTheFutureOrOfNobodysKey_isRefused() {
    String kid = SigningKey.generate().kid();
    assertThatThrownBy(() -> propose(ALICE, compromise("SIGNING", kid, START.plusSeconds(60))))
        .satisfies(refused());
    assertThatThrownBy(() -> carriedOut(compromise("SIGNING", kid, START)))
        .satisfies(is(ErrorCode.NOT_FOUND));
    assertThatThrownBy(() -> carriedOut(compromise("STORE", kid, START)))
        .satisfies(is(ErrorCode.NOT_FOUND));
    for (String version : List.of("2", "256", "one")) {
      assertThatThrownBy(() -> carriedOut(compromise("CARD_MASTER", version, START)))
          .satisfies(is(ErrorCode.NOT_FOUND));
    }
  }

  @Test
  void backup_isForBothOperators_andHandedOutOnce() {
    SigningKey one = SigningKey.generate();
    SigningKey two = SigningKey.generate();
    CeremonyProposal backup =
        new CeremonyProposal(
            "BACKUP",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "weekly",
            Optional.of(key(one)));
    String id = propose(ALICE, backup);
    assertThatThrownBy(() -> approve(BOB, id)).satisfies(refused());
    CeremonyOutcome outcome = approve(BOB, id, Optional.of(key(two)));
    assertThat(outcome.backup()).isPresent();
    assertThat(outcome.backup().get().shares()).hasSize(2);
    assertThat(approve(BOB, id, Optional.of(key(two))).backup()).isEmpty();
    BackupShares.requireKey(key(one).jwk());
    assertThatThrownBy(() -> BackupShares.requireKey(new OperatorKey("x", "y").jwk()))
        .satisfies(refused());
  }

  private static OperatorKey key(SigningKey key) {
    Map<String, Object> jwk = PublicKeys.toJwk(key.publicKey());
    return new OperatorKey((String) jwk.get("x"), (String) jwk.get("y"));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.dataSource("fiveseal_owner").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private CeremonyOutcome carriedOut(CeremonyProposal proposal) {
    return approve(BOB, propose(ALICE, proposal));
  }

  private String propose(Login login, CeremonyProposal proposal) {
    return call(desk -> desk.propose(login, proposal)).ceremonyId();
  }

  private CeremonyOutcome approve(Login login, String id) {
    return approve(login, id, Optional.empty());
  }

  private CeremonyOutcome approve(Login login, String id, Optional<OperatorKey> key) {
    return call(desk -> desk.approve(login, id, key));
  }

  private List<KeyCustody.Key> custody() {
    return call(desk -> desk.custody(ALICE)).keys();
  }

  private List<ManagerKey> keys() {
    return transact(entities -> history(entities).all());
  }

  private List<RecordedSuccession> successions() {
    return transact(entities -> history(entities).successions());
  }

  private <T> T call(Function<CeremonyDesk, T> work) {
    return transact(entities -> work.apply(desk(entities)));
  }

  /** As a container calls a bean, but for all of it in one transaction. */
  private static <T> T transact(Function<EntityManager, T> work) {
    EntityManager entities = factory.createEntityManager();
    try {
      entities.getTransaction().begin();
      T result = work.apply(entities);
      entities.getTransaction().commit();
      return result;
    } finally {
      if (entities.getTransaction().isActive()) {
        entities.getTransaction().rollback();
      }
      entities.close();
    }
  }

  private ManagerKeyHistory history(EntityManager entities) {
    return HistoryWiring.history(entities, room, configuration, clock);
  }

  private CeremonyDesk desk(EntityManager entities) {
    CeremonyDesk desk = new CeremonyDesk();
    desk.trail = new Remembered(trail);
    desk.book = new CeremonyBook();
    desk.book.entities = entities;
    desk.acts = new CeremonyActs();
    desk.acts.custodian = room.custodian();
    desk.acts.history = history(entities);
    desk.acts.dependents = new KeyDependents();
    desk.acts.dependents.entities = entities;
    desk.acts.dependents.clock = clock;
    desk.acts.thefts = new Thefts();
    desk.acts.thefts.entities = entities;
    desk.acts.thefts.history = history(entities);
    desk.acts.thefts.revocation = StoreWiring.revocation(entities, clock);
    desk.acts.thefts.clock = clock;
    desk.acts.clock = clock;
    desk.custodian = room.custodian();
    desk.vault = vault;
    desk.configuration = configuration;
    desk.ids = new UuidV7(clock, new SecureRandom());
    desk.clock = clock;
    return desk;
  }

  private static CeremonyProposal rotate(String kind) {
    return new CeremonyProposal(
        "ROTATE",
        Optional.of(kind),
        Optional.empty(),
        Optional.empty(),
        "yearly",
        Optional.empty());
  }

  private static CeremonyProposal retire(String kind, String key) {
    return new CeremonyProposal(
        "RETIRE", Optional.of(kind), Optional.of(key), Optional.empty(), "old", Optional.empty());
  }

  private static CeremonyProposal compromise(String kind, String key, Instant at) {
    return new CeremonyProposal(
        "COMPROMISE",
        Optional.of(kind),
        Optional.of(key),
        Optional.of(at),
        "seen",
        Optional.empty());
  }

  private static Login operator(String name, Role role) {
    return new Login(name, name, role, Tenant.operator());
  }

  private static Consumer<Throwable> refused() {
    return is(ErrorCode.MESSAGE_REFUSED);
  }

  private static Consumer<Throwable> is(ErrorCode code) {
    return e -> assertThat(((ProtocolException) e).code()).isEqualTo(code);
  }

  /** A trail that a test looks at. */
  private record Remembered(List<String> entries) implements AdminTrail {
    @Override
    public void record(AdminAct act) {
      entries.add(act.by().name() + " " + act.what() + " " + act.detail());
    }

    @Override
    public AdminActionPage page(
        Tenant tenant, Optional<String> userName, Optional<String> after, int limit) {
      throw new UnsupportedOperationException("nobody reads here");
    }
  }

  /** Stands still until it is moved. */
  private static final class TestClock extends Clock {
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
