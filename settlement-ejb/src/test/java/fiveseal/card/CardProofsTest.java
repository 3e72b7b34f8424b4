package fiveseal.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.config.VaultSettings;
import fiveseal.database.EmbeddedDatabase;
import fiveseal.keys.VaultRoom;
import fiveseal.manager.CardProof;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.CardSide;
import fiveseal.protocol.card.CardState;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which cards are believed to be there, over a real vault and a real database. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
class CardProofsTest {
  private static final CardNumber CARD = new CardNumber("9392000000000015");

  private final MovedClock clock = new MovedClock();

  @Test
  void prove_underAMasterKeyThatOthersHave_isRefused_onceTheNodeKnows(@TempDir Path folder)
      throws Exception {
    VaultSettings settings =
        VaultSettings.file(folder.resolve("vault"), "correct horse battery", 1000);
    VaultRoom room = VaultRoom.of(() -> settings, "manager", true, kid -> false, clock);
    try (EmbeddedDatabase database = EmbeddedDatabase.start();
        EntityManagerFactory factory = database.entities(Card.class);
        EntityManager entities = factory.createEntityManager()) {
      entities.getTransaction().begin();
      entities.persist(new Card(CARD, "JPY", 1, 100, 100, clock.now));
      entities.getTransaction().commit();
      CardProofs proofs = proofs(room, entities);
      CardProof proof = proof(room);
      assertThat(proofs.prove(proof).number()).isEqualTo(CARD);

      try (Connection connection = database.dataSource("fiveseal_app").getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO settlement.stolen_card_master VALUES (2, now(), now())");
        clock.now = clock.now.plusSeconds(6);
        assertThat(proofs.prove(proof).number()).as("another version").isEqualTo(CARD);
        statement.execute("INSERT INTO settlement.stolen_card_master VALUES (1, now(), now())");
      }
      clock.now = clock.now.plusSeconds(6);
      assertThatThrownBy(() -> proofs.prove(proof))
          .isInstanceOfSatisfying(
              ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CARD_STOPPED));
    }
  }

  private static CardProof proof(VaultRoom room) {
    try (CardKey key = room.vault().cardKey(CARD, 1)) {
      return new CardProof(
          CARD.digits(),
          new CardSide(key).initialize(1, 0, 1, CardState.ACTIVE, new byte[8]).bytes());
    }
  }

  private CardProofs proofs(VaultRoom room, EntityManager entities) {
    CardProofs proofs = new CardProofs();
    proofs.vault = room.vault();
    proofs.register = new CardRegister();
    proofs.register.entities = entities;
    proofs.stolen = new StolenMasters();
    proofs.stolen.entities = entities;
    proofs.stolen.clock = clock;
    return proofs;
  }

  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

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
