package fiveseal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.database.ContainerTransactions;
import fiveseal.database.EmbeddedDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ids by the block, on a server that is killed; what holds for messages holds for every sequence.
 */
class MessageIdsTest {
  private static final int BLOCK = 50;
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir static Path data;
  private static EmbeddedDatabase database;

  @BeforeAll
  static void start() throws Exception {
    database = EmbeddedDatabase.startDurable(data);
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  /** A node of the manager, as far as it keeps messages. */
  private static final class Node implements AutoCloseable {
    private final ContainerTransactions transactions = new ContainerTransactions();
    private final EntityManagerFactory factory =
        database.entities(transactions, StoredMessage.class);

    /** In the transaction that has begun. */
    long keep() {
      EvidenceStore evidence = new EvidenceStore();
      try (EntityManager entities = factory.createEntityManager()) {
        evidence.entities = entities;
        return evidence.keep(Seal.of(1), "a-settlement", "a.b.c", NOW).id();
      }
    }

    /** So many, in a transaction each. */
    List<Long> keepCommitted(int count) throws Exception {
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        transactions.begin();
        ids.add(keep());
        transactions.commit();
      }
      return ids;
    }

    @Override
    public void close() {
      factory.close();
    }
  }

  private static long lastOfSequence() throws SQLException {
    try (Connection connection = database.dataSource("fiveseal_owner").getConnection();
        Statement statement = connection.createStatement();
        ResultSet last = statement.executeQuery("select last_value from evidence_seq")) {
      last.next();
      return last.getLong(1);
    }
  }

  /** The sequence notes some blocks ahead of their use, but the next one after this anew. */
  private static void checkpoint() throws SQLException {
    try (Connection connection = database.dataSource("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("checkpoint");
    }
  }

  @Test
  void ids_areGivenOnce_whenACrashUndidTheTransactionThatTookTheirBlock() throws Exception {
    try (Node survivor = new Node();
        Node fresh = new Node()) {
      checkpoint();
      survivor.transactions.begin();
      long undone = survivor.keep();
      database.crash(data);
      survivor.transactions.rollback();

      List<Long> ids = new ArrayList<>(fresh.keepCommitted(1));
      ids.addAll(survivor.keepCommitted(2 * BLOCK));
      ids.addAll(fresh.keepCommitted(2 * BLOCK));

      assertThat(ids).doesNotHaveDuplicates();
      assertThat(ids).as("the sequence went back").contains(undone);
    }
  }

  @Test
  void block_isUsedUp_whenItsTransactionWasCommitted() throws Exception {
    try (Node node = new Node()) {
      long first = node.keepCommitted(1).get(0);
      long last = lastOfSequence();

      List<Long> rest = node.keepCommitted(BLOCK - 1);

      assertThat(rest).first().isEqualTo(first + 1);
      assertThat(rest).last().isEqualTo(first + BLOCK - 1);
      assertThat(lastOfSequence()).isEqualTo(last);
      assertThat(node.keepCommitted(1).get(0)).isGreaterThan(last);
    }
  }

  @Test
  void block_isUsedByNobody_whenItsTransactionWasRolledBack() throws Exception {
    try (Node node = new Node()) {
      node.transactions.begin();
      long first = node.keep();
      node.transactions.rollback();

      assertThat(node.keepCommitted(1).get(0)).isGreaterThanOrEqualTo(first + BLOCK);
    }
  }

  @Test
  void transaction_usesItsOwnBlock_whileAnotherHasNotEnded() throws Exception {
    try (Node node = new Node()) {
      node.transactions.begin();
      long one = node.keep();
      List<Long> others = new ArrayList<>();
      Thread other =
          new Thread(
              () -> {
                try {
                  others.addAll(node.keepCommitted(2));
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      other.start();
      other.join();
      long two = node.keep();
      node.transactions.commit();

      assertThat(others).hasSize(2).doesNotContain(one, two);
      assertThat(two).isNotEqualTo(one);
    }
  }
}
