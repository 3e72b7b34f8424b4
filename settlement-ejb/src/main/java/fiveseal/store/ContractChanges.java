package fiveseal.store;

import fiveseal.manager.ContractTerms;
import fiveseal.manager.Login;
import fiveseal.manager.StoreEditKind;
import fiveseal.manager.StoreFault;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Makes contracts to come. */
@Dependent
public class ContractChanges {
  private static final String INSERT =
      "INSERT INTO store_contract (store_id, version, role, effective_from, commission_per_mille,"
          + " fee_per_mille, made_by, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject StoreEdits edits;
  @Inject Contracts contracts;
  @Inject Clock clock;

  /**
   * Makes a contract that begins later. Of those that have begun the last one made counts, so one
   * to come is taken back by another that begins no later.
   *
   * @throws ProtocolException {@code message-refused} for terms that cannot be, a time that is too
   *     near, or another fee than is in force by then if a mall's admin makes it; {@code
   *     edited-meanwhile}
   */
  void change(Store store, Standing standing, ContractTerms made, Login by) {
    Terms terms = new Terms(made.commissionPerMille(), made.feePerMille());
    StoreRules.requireTerms(store.mallId(), terms);
    Instant now = clock.instant();
    if (made.effectiveFrom().isBefore(now.plus(ContractHistory.LEAD))) {
      throw StoreFault.CONTRACT_TOO_SOON.refusal();
    }
    if (!StoreRules.isOperator(by)) {
      requireFeeAsBefore(store.storeId(), made);
    }
    int version = edits.write(standing, StoreEditKind.CONTRACT, "", by);
    entities
        .createNativeQuery(INSERT)
        .setParameter(1, store.storeId())
        .setParameter(2, version)
        .setParameter(3, store.role().name())
        .setParameter(4, made.effectiveFrom().atOffset(ZoneOffset.UTC))
        .setParameter(5, terms.commissionPerMille())
        .setParameter(6, terms.feePerMille())
        .setParameter(7, by.name())
        .setParameter(8, now.atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  /** The operator's part is the operator's: a mall's contract takes over what holds by then. */
  private void requireFeeAsBefore(String storeId, ContractTerms made) {
    ContractHistory before = contracts.read(storeId);
    if (!before.hasFeeFrom(made.effectiveFrom(), made.feePerMille())) {
      throw StoreFault.FEE_IS_THE_OPERATORS.refusal();
    }
  }
}
