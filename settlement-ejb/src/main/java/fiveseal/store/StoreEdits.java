package fiveseal.store;

import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.StoreEditKind;
import fiveseal.manager.StoreFault;
import fiveseal.manager.StoreVersion;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Writes edits of stores. An edit makes the version after the one that was read; the primary key
 * lets there be one of them, so that of two people at once one is told that he was late.
 */
@Dependent
public class StoreEdits {
  private static final int REASON_CODE_POINTS_MAX = 500;

  private static final String INSERT_EDIT =
      "INSERT INTO store_edit"
          + " (store_id, version, kind, state, name, reason, by_operator, edited_by, edited_at)"
          + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
          + " ON CONFLICT (store_id, version) DO NOTHING";

  private static final String INSERT_STANDING =
      "INSERT INTO store_standing (store_id, version, state, name) VALUES (?1, ?2, ?3, ?4)"
          + " ON CONFLICT (store_id) DO NOTHING";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Clock clock;

  /** What the store is now. */
  Standing standing(Store store) {
    return Standing.of(
        store,
        entities
            .createQuery(
                "select s.version, s.state, s.name from StoreStanding s where s.storeId = :store",
                Object[].class)
            .setParameter("store", store.storeId())
            .getResultList());
  }

  /**
   * What is to be edited.
   *
   * @throws ProtocolException {@code edited-meanwhile} if it is not what was read, {@code
   *     message-refused} if it is closed
   */
  Standing editable(Store store, StoreVersion read) {
    Standing now = standing(store);
    if (now.version() != read.version()) {
      throw meanwhile();
    }
    if (now.isClosed()) {
      throw StoreFault.CLOSED.refusal();
    }
    return now;
  }

  /**
   * Makes the next version.
   *
   * @param next what was edited, and how it is to be; its version is still the one that was read
   * @return the version made
   * @throws ProtocolException {@code edited-meanwhile} if somebody else was first
   */
  int write(Standing next, StoreEditKind kind, String reason, Login by) {
    if (reason.codePointCount(0, reason.length()) > REASON_CODE_POINTS_MAX) {
      throw StoreFault.REASON_LENGTH.refusal();
    }
    int version = next.version() + 1;
    int written =
        entities
            .createNativeQuery(INSERT_EDIT)
            .setParameter(1, next.storeId())
            .setParameter(2, version)
            .setParameter(3, kind.name())
            .setParameter(4, next.state().name())
            .setParameter(5, next.name())
            .setParameter(6, reason)
            .setParameter(7, by.role() == Role.OPERATOR)
            .setParameter(8, by.name())
            .setParameter(9, OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)))
            .executeUpdate();
    if (written == 0 || keep(next, version) == 0) {
      throw meanwhile();
    }
    return version;
  }

  private int keep(Standing next, int version) {
    if (next.version() == 1) {
      return entities
          .createNativeQuery(INSERT_STANDING)
          .setParameter(1, next.storeId())
          .setParameter(2, version)
          .setParameter(3, next.state().name())
          .setParameter(4, next.name())
          .executeUpdate();
    }
    return entities
        .createQuery(
            "update StoreStanding s set s.version = :version, s.state = :state, s.name = :name"
                + " where s.storeId = :store and s.version = :read")
        .setParameter("version", version)
        .setParameter("state", next.state())
        .setParameter("name", next.name())
        .setParameter("store", next.storeId())
        .setParameter("read", next.version())
        .executeUpdate();
  }

  /** Whether the last suspension was the operator's. */
  boolean isSuspendedByOperator(String storeId) {
    return entities
        .createQuery(
            "select e.byOperator from StoreEdit e where e.key.storeId = :store"
                + " and e.kind = :kind order by e.key.version desc",
            Boolean.class)
        .setParameter("store", storeId)
        .setParameter("kind", StoreEditKind.SUSPENDED)
        .setMaxResults(1)
        .getResultList()
        .contains(true);
  }

  private static ProtocolException meanwhile() {
    return new ProtocolException(
        ErrorCode.EDITED_MEANWHILE, "the store was edited since it was read");
  }
}
