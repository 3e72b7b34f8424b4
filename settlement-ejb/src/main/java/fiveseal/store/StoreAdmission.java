package fiveseal.store;

import fiveseal.config.Configuration;
import fiveseal.manager.Invitation;
import fiveseal.manager.StoreFault;
import fiveseal.manager.StoreRegistration;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.KeyRole;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Registers stores and invites them to enrol a key. */
@Dependent
public class StoreAdmission {
  private static final Pattern STORE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int TOKEN_BYTES = 32;
  private static final int INVITATION_DAYS = 7;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Only if new: the same registration again finds the first. */
  private static final String INSERT =
      "INSERT INTO store"
          + " (store_id, name, role, mall_id, commission_per_mille, fee_per_mille, registered_at)"
          + " VALUES (?1, ?2, ?3, CAST(?4 AS text), ?5, ?6, ?7) ON CONFLICT (store_id) DO NOTHING";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject Roof roof;
  @Inject StoreEdits edits;
  @Inject Configuration configuration;
  @Inject Clock clock;

  /**
   * Registers a store, or finds it registered with the same data; either way it gets a new
   * invitation.
   *
   * @throws ProtocolException {@code message-malformed} for an id or a name that is none, {@code
   *     message-refused} for terms or a mall that cannot be and for a closed store, {@code
   *     conflicting-replay} if the store is registered with other data
   */
  Invitation register(StoreRegistration registration) {
    check(registration);
    OffsetDateTime now = OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
    insert(registration, now);
    Store store = entities.find(Store.class, registration.storeId());
    if (!store.isAs(registration)) {
      throw StoreFault.ID_TAKEN.refusal();
    }
    return invite(store, now);
  }

  /**
   * A further token.
   *
   * @throws ProtocolException {@code message-refused} if the store is closed
   */
  Invitation invite(Store store) {
    return invite(store, OffsetDateTime.now(clock.withZone(ZoneOffset.UTC)));
  }

  private void check(StoreRegistration registration) {
    String id = registration.storeId();
    if (!STORE_ID.matcher(id).matches()) {
      throw StoreFault.ID_FORM.refusal();
    }
    // These names stand for others in the messages' iss and aud.
    if (id.equals(configuration.managerId()) || id.equals("client")) {
      throw StoreFault.ID_OF_A_DEVICE.refusal();
    }
    StoreRules.requireName(registration.name());
    StoreRules.requireTerms(
        registration.mall(),
        new Terms(registration.commissionPerMille(), registration.feePerMille()));
    registration.mall().ifPresent(this::requireMall);
  }

  private void requireMall(String mallId) {
    roof.lock(mallId);
    Store mall = entities.find(Store.class, mallId);
    if (mall == null || mall.role() != KeyRole.STORE) {
      throw StoreFault.NO_SUCH_MALL.refusal();
    }
    if (edits.standing(mall).isClosed()) {
      throw StoreFault.MALL_CLOSED.refusal();
    }
  }

  private void insert(StoreRegistration registration, OffsetDateTime now) {
    KeyRole role = registration.mall().isPresent() ? KeyRole.LOWER_STORE : KeyRole.STORE;
    entities
        .createNativeQuery(INSERT)
        .setParameter(1, registration.storeId())
        .setParameter(2, registration.name())
        .setParameter(3, role.name())
        .setParameter(4, registration.mall().orElse(null))
        .setParameter(5, registration.commissionPerMille())
        .setParameter(6, registration.feePerMille())
        .setParameter(7, now)
        .executeUpdate();
  }

  private Invitation invite(Store store, OffsetDateTime now) {
    if (edits.standing(store).isClosed()) {
      throw StoreFault.CLOSED.refusal();
    }
    byte[] random = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(random);
    String token = Base64Url.encode(random);
    entities.persist(
        new StoreInvitation(token, store.storeId(), now, now.plusDays(INVITATION_DAYS)));
    return new Invitation(store.storeId(), token);
  }
}
