package fiveseal.bureau;

import fiveseal.card.Card;
import fiveseal.card.CardWiring;
import fiveseal.config.VaultSettings;
import fiveseal.database.EmbeddedDatabase;
import fiveseal.keys.KeyVault;
import fiveseal.keys.VaultRoom;
import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminActionPage;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
import fiveseal.protocol.UuidV7;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Bureaus and batches over a real database and a real vault. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
final class BureauOffice implements AutoCloseable {
  static final Login OLIVIA = operator("olivia", Role.OPERATOR);
  static final Login OSCAR = operator("oscar", Role.OPERATOR);
  static final Login AUDREY = operator("audrey", Role.AUDITOR);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

  final KeyVault vault;
  final List<String> trail = new ArrayList<>();
  private final EmbeddedDatabase database;
  private final EntityManagerFactory factory;

  BureauOffice(Path directory) throws IOException, SQLException {
    VaultSettings settings =
        VaultSettings.file(directory.resolve("vault"), "correct horse battery", 1000);
    vault = VaultRoom.of(() -> settings, "manager", true, kid -> false, CLOCK).vault();
    database = EmbeddedDatabase.start();
    factory = database.entities(Bureau.class, CardBatch.class, Card.class);
  }

  private static Login operator(String name, Role role) {
    String id = "01957000-0000-7000-8000-00000000000" + name.length();
    return new Login(id, name, role, Tenant.operator());
  }

  <T> T bureaus(Function<BureauDesk, T> work) {
    return transact(
        entities -> {
          BureauDesk desk = new BureauDesk();
          desk.store = store(entities);
          desk.trail = trail();
          desk.ids = new UuidV7(CLOCK, new SecureRandom());
          desk.clock = CLOCK;
          return work.apply(desk);
        });
  }

  <T> T batches(Function<CardBatchDesk, T> work) {
    return transact(
        entities -> {
          CardBatchDesk desk = new CardBatchDesk();
          desk.store = new CardBatchStore();
          desk.store.entities = entities;
          desk.store.numbers = new CardNumbers();
          desk.store.register = CardWiring.register(entities, CLOCK);
          desk.bureaus = store(entities);
          desk.trail = trail();
          desk.vault = vault;
          desk.ids = new UuidV7(CLOCK, new SecureRandom());
          desk.clock = CLOCK;
          return work.apply(desk);
        });
  }

  private static BureauStore store(EntityManager entities) {
    BureauStore store = new BureauStore();
    store.entities = entities;
    return store;
  }

  private BureauTrail trail() {
    BureauTrail recording = new BureauTrail();
    recording.trail =
        new AdminTrail() {
          @Override
          public void record(AdminAct act) {
            trail.add(act.by().name() + " " + act.what() + " " + act.subject());
          }

          @Override
          public AdminActionPage page(
              Tenant tenant, Optional<String> userName, Optional<String> after, int limit) {
            throw new UnsupportedOperationException("nothing reads it here");
          }
        };
    return recording;
  }

  private <T> T transact(Function<EntityManager, T> work) {
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

  /** The first column of a query's only row. */
  String one(String query, String parameter) {
    try (Connection connection = database.dataSource("fiveseal_app").getConnection();
        PreparedStatement prepared = connection.prepareStatement(query)) {
      prepared.setString(1, parameter);
      try (ResultSet row = prepared.executeQuery()) {
        return row.next() ? row.getString(1) : "nothing";
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    factory.close();
    database.close();
  }
}
