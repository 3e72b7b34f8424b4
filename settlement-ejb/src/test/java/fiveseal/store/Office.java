package fiveseal.store;

import fiveseal.config.Configuration;
import fiveseal.config.KeyOverlap;
import fiveseal.config.VaultSettings;
import fiveseal.database.EmbeddedDatabase;
import fiveseal.keys.HistoryWiring;
import fiveseal.keys.KeyVault;
import fiveseal.keys.ManagerKey;
import fiveseal.keys.ManagerKeyHistory;
import fiveseal.keys.RevocationList;
import fiveseal.keys.VaultRoom;
import fiveseal.ledger.LedgerWiring;
import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminActionPage;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.Tenant;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A node of the manager without a container: the beans, wired by hand over a real database. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
final class Office implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-01T12:00:00.25Z");

  final EmbeddedDatabase database;
  final TestClock clock = new TestClock();
  final Configuration configuration;
  final VaultRoom room;
  final KeyVault vault;
  private final EntityManagerFactory factory;

  Office(Path directory) throws IOException, SQLException {
    URI anywhere = URI.create("https://pay.example");
    configuration = new Configuration("manager", anywhere, anywhere, false, Optional.empty());
    VaultSettings settings =
        VaultSettings.file(directory.resolve("vault"), "correct horse battery", 1000);
    room = VaultRoom.of(() -> settings, configuration.managerId(), true, kid -> false, clock);
    vault = room.vault();
    database = EmbeddedDatabase.start();
    factory =
        database.entities(
            Store.class,
            StoreKey.class,
            StoreInvitation.class,
            StoreEdit.class,
            StoreStanding.class,
            StoreContract.class,
            EditKey.class,
            KeyRequest.class,
            KeyRequest.Key.class,
            RenewedKey.class,
            StatedEndpoint.class,
            StatedEndpoint.Key.class,
            ManagerKey.class);
  }

  /** A node has its own caches over the common database. */
  Node node() {
    return new Node();
  }

  @Override
  public void close() throws IOException {
    factory.close();
    database.close();
  }

  /** One of several nodes. */
  final class Node {
    final StoreKeys keys = new StoreKeys();
    final Contracts contracts = new Contracts();

    /** {@code fiveseal.enrolment.approval}. */
    String approval = "immediate";

    /** Who did what to which store. */
    final List<String> trail = new ArrayList<>();

    final Heard<EndpointStated> stated = new Heard<>();

    final Heard<KeyRevoked> revoked = new Heard<>();

    /** {@code fiveseal.store.key-overlap}. */
    KeyOverlap overlap = new KeyOverlap(Duration.ofHours(24));

    /** As a container calls a bean: one transaction, rolled back if it throws. */
    <T> T call(Function<StoreRegistrar, T> work) {
      return transact(entities -> work.apply(registrar(entities)));
    }

    /** As a container calls it. */
    <T> T live(Function<StoreLifeDesk, T> work) {
      return transact(entities -> work.apply(life(entities)));
    }

    /** As a container calls it. */
    <T> T read(Function<StoreViewDesk, T> work) {
      return transact(entities -> work.apply(directory(entities)));
    }

    <T> T transact(Function<EntityManager, T> work) {
      EntityManager entities = factory.createEntityManager();
      keys.entities = entities;
      keys.configuration = configuration;
      contracts.entities = entities;
      contracts.clock = clock;
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

    ManagerKeyHistory history(EntityManager entities) {
      return HistoryWiring.history(entities, room, configuration, clock);
    }

    PublishedKeys published(EntityManager entities) {
      PublishedKeys published = new PublishedKeys();
      published.entities = entities;
      published.configuration = configuration;
      published.history = history(entities);
      return published;
    }

    private StoreRegistrar registrar(EntityManager entities) {
      StoreRegistrar registrar = new StoreRegistrar();
      registrar.configuration = configuration;
      registrar.clock = clock;
      registrar.keys = keys;
      registrar.admission = admission(entities);
      registrar.enrolment = enrolment(entities);
      registrar.renewals = renewals(entities);
      registrar.revocation = revocation(entities);
      registrar.endpoints = endpoints(entities);
      return registrar;
    }

    private StoreAdmission admission(EntityManager entities) {
      StoreAdmission admission = new StoreAdmission();
      admission.entities = entities;
      admission.roof = roof(entities);
      admission.edits = edits(entities);
      admission.configuration = configuration;
      admission.clock = clock;
      return admission;
    }

    private StoreEnrolment enrolment(EntityManager entities) {
      StoreEnrolment enrolment = new StoreEnrolment();
      enrolment.entities = entities;
      enrolment.certification = certification(entities);
      enrolment.approval =
          new EnrolmentApproval() {
            @Override
            boolean isRequired() {
              return isRequired(Optional.of(approval));
            }
          };
      enrolment.configuration = configuration;
      enrolment.clock = clock;
      return enrolment;
    }

    private StoreCertification certification(EntityManager entities) {
      StoreCertification certification = new StoreCertification();
      certification.entities = entities;
      certification.vault = vault;
      certification.edits = edits(entities);
      certification.configuration = configuration;
      return certification;
    }

    private KeyRenewals renewals(EntityManager entities) {
      KeyRenewals renewals = new KeyRenewals();
      renewals.entities = entities;
      renewals.keys = keys;
      renewals.certification = certification(entities);
      renewals.overlap = overlap;
      renewals.configuration = configuration;
      renewals.clock = clock;
      return renewals;
    }

    /** Its lists are looked after as on a node of its own; each look is a transaction. */
    RevocationLists revocationLists() {
      RevocationLists lists = new RevocationLists();
      lists.book =
          new RevocationBook() {
            @Override
            public KeptRevocationList newest(String issuerKid) {
              return transact(own -> book(own).newest(issuerKid));
            }

            @Override
            public List<RevocationList.Entry> entries(String issuerKid, Instant now) {
              return transact(own -> book(own).entries(issuerKid, now));
            }

            @Override
            public boolean keep(String issuerKid, KeptRevocationList next) {
              return transact(own -> book(own).keep(issuerKid, next));
            }
          };
      lists.history =
          new ManagerKeyHistory() {
            @Override
            public Optional<ManagerKey> find(String kid) {
              return transact(own -> history(own).find(kid));
            }
          };
      lists.vault = vault;
      lists.clock = clock;
      return lists;
    }

    private static RevocationBook book(EntityManager entities) {
      RevocationBook book = new RevocationBook();
      book.entities = entities;
      return book;
    }

    private Roof roof(EntityManager entities) {
      Roof roof = new Roof();
      roof.entities = entities;
      return roof;
    }

    private StoreEdits edits(EntityManager entities) {
      StoreEdits edits = new StoreEdits();
      edits.entities = entities;
      edits.clock = clock;
      return edits;
    }

    KeyRevocation revocation(EntityManager entities) {
      KeyRevocation revocation = new KeyRevocation();
      revocation.entities = entities;
      revocation.certification = certification(entities);
      revocation.clock = clock;
      revocation.revoked = revoked;
      return revocation;
    }

    private StoreLifeDesk life(EntityManager entities) {
      StoreLifeDesk life = new StoreLifeDesk();
      life.entities = entities;
      life.admission = admission(entities);
      life.enrolment = enrolment(entities);
      life.revocation = revocation(entities);
      life.edits = edits(entities);
      life.contracts = contracts;
      life.contractChanges = new ContractChanges();
      life.contractChanges.entities = entities;
      life.contractChanges.edits = life.edits;
      life.contractChanges.contracts = contracts;
      life.contractChanges.clock = clock;
      life.closing = new StoreClosing();
      life.closing.entities = entities;
      life.closing.roof = roof(entities);
      life.closing.edits = life.edits;
      life.closing.balances = LedgerWiring.balances(entities);
      life.closing.clock = clock;
      life.trail = new StoreTrail();
      life.trail.trail = new Remembered(trail);
      life.clock = clock;
      return life;
    }

    private StoreViewDesk directory(EntityManager entities) {
      StoreViewDesk directory = new StoreViewDesk();
      directory.entities = entities;
      directory.clock = clock;
      directory.reading = new StoreReading();
      directory.reading.entities = entities;
      directory.reading.edits = edits(entities);
      directory.reading.endpoints = endpoints(entities);
      directory.reading.balances = LedgerWiring.balances(entities);
      return directory;
    }

    CompletionEndpoints endpoints(EntityManager entities) {
      CompletionEndpoints endpoints = new CompletionEndpoints();
      endpoints.entities = entities;
      endpoints.configuration = configuration;
      endpoints.clock = clock;
      endpoints.keys = keys;
      endpoints.hosts = new AllowedHosts(Optional.empty());
      endpoints.stated = stated;
      return endpoints;
    }
  }

  /** A trail that a test looks at. */
  private record Remembered(List<String> entries) implements AdminTrail {
    @Override
    public void record(AdminAct act) {
      String of = act.about().map(about -> " of " + about.mallId()).orElse("");
      entries.add(
          act.by().name() + " " + act.what() + " " + act.subject() + " " + act.detail() + of);
    }

    @Override
    public AdminActionPage page(
        Tenant tenant, Optional<String> userName, Optional<String> after, int limit) {
      throw new UnsupportedOperationException("nobody reads here");
    }
  }

  /** Stands still until it is moved. */
  static final class TestClock extends Clock {
    private Instant now = START;

    void advance(Duration duration) {
      now = now.plus(duration);
    }

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
