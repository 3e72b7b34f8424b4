package fiveseal.store;

import fiveseal.manager.Concerned;
import fiveseal.manager.ContractTerms;
import fiveseal.manager.Invitation;
import fiveseal.manager.Login;
import fiveseal.manager.StoreBalance;
import fiveseal.manager.StoreEditKind;
import fiveseal.manager.StoreFault;
import fiveseal.manager.StoreLife;
import fiveseal.manager.StoreRegistration;
import fiveseal.manager.StoreState;
import fiveseal.manager.StoreVersion;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Each act reads: who may, is it what was read, is it possible; then one edit is written. */
@Stateless
public class StoreLifeDesk implements StoreLife {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject StoreAdmission admission;
  @Inject StoreEnrolment enrolment;
  @Inject KeyRevocation revocation;
  @Inject StoreEdits edits;
  @Inject ContractChanges contractChanges;
  @Inject StoreClosing closing;
  @Inject Contracts contracts;
  @Inject StoreTrail trail;
  @Inject Clock clock;

  @Override
  public Invitation register(Login by, StoreRegistration registration) {
    if (!StoreRules.isOperator(by)) {
      throw notFound();
    }
    return trail.during(
        by,
        Concerned.of(registration.storeId(), registration.mall()),
        "store-register",
        registration.name(),
        () -> admission.register(registration));
  }

  @Override
  public Invitation registerLowerStore(
      Login by, String storeId, String name, int commissionPerMille) {
    String mall = mallOf(by);
    int fee = contracts.terms(mall, clock.instant()).feePerMille();
    return trail.during(
        by,
        new Concerned(storeId, mall),
        "store-register",
        name,
        () ->
            admission.register(
                new StoreRegistration(storeId, name, Optional.of(mall), commissionPerMille, fee)));
  }

  /** The mall that an admin runs. */
  private String mallOf(Login by) {
    return by.tenant()
        .storeId()
        .flatMap(id -> Optional.ofNullable(entities.find(Store.class, id)))
        .filter(store -> StoreRules.isAdminOf(by, store))
        .map(Store::storeId)
        .orElseThrow(StoreLifeDesk::notFound);
  }

  @Override
  public Invitation invite(Login by, String storeId) {
    Store store = acted(by, storeId);
    return trail.during(by, store.concerned(), "store-invite", "", () -> admission.invite(store));
  }

  @Override
  public void approveKey(Login by, String storeId, String kid) {
    Store store = requireOperator(by, storeId);
    trail.during(
        by,
        store.concerned(),
        "store-key-approve",
        kid,
        () -> enrolment.approve(storeId, kid, by.name()));
  }

  @Override
  public void refuseKey(Login by, String storeId, String kid) {
    Store store = requireOperator(by, storeId);
    trail.during(
        by,
        store.concerned(),
        "store-key-refuse",
        kid,
        () -> enrolment.refuse(storeId, kid, by.name()));
  }

  private Store requireOperator(Login by, String storeId) {
    Store store = acted(by, storeId);
    if (!StoreRules.isOperator(by)) {
      throw notFound();
    }
    return store;
  }

  @Override
  public void revokeKey(Login by, String storeId, String kid) {
    Store store = acted(by, storeId);
    trail.during(
        by, store.concerned(), "store-key-revoke", kid, () -> revocation.revoke(storeId, kid));
  }

  @Override
  public void changeContract(Login by, StoreVersion read, ContractTerms terms) {
    Store store = acted(by, read.storeId());
    Standing standing = edits.editable(store, read);
    trail.during(
        by,
        store.concerned(),
        "store-contract",
        told(terms),
        () -> contractChanges.change(store, standing, terms, by));
  }

  private static String told(ContractTerms terms) {
    return terms.commissionPerMille()
        + " ‰ + "
        + terms.feePerMille()
        + " ‰, "
        + terms.effectiveFrom();
  }

  @Override
  public void rename(Login by, StoreVersion read, String name) {
    Store store = acted(by, read.storeId());
    Standing standing = edits.editable(store, read);
    StoreRules.requireName(name);
    trail.during(
        by,
        store.concerned(),
        "store-rename",
        name,
        () -> edits.write(standing.named(name), StoreEditKind.RENAMED, "", by));
  }

  @Override
  public void suspend(Login by, StoreVersion read, String reason) {
    Store store = acted(by, read.storeId());
    Standing standing = edits.editable(store, read);
    if (standing.state() == StoreState.SUSPENDED && !StoreRules.isOperator(by)) {
      throw StoreFault.SUSPENDED_ALREADY.refusal();
    }
    trail.during(
        by,
        store.concerned(),
        "store-suspend",
        reason,
        () -> edits.write(standing.in(StoreState.SUSPENDED), StoreEditKind.SUSPENDED, reason, by));
  }

  @Override
  public void resume(Login by, StoreVersion read, String reason) {
    Store store = acted(by, read.storeId());
    Standing standing = edits.editable(store, read);
    if (standing.state() != StoreState.SUSPENDED) {
      throw StoreFault.NOT_SUSPENDED.refusal();
    }
    if (!StoreRules.isOperator(by) && edits.isSuspendedByOperator(read.storeId())) {
      throw StoreFault.SUSPENDED_BY_OPERATOR.refusal();
    }
    trail.during(
        by,
        store.concerned(),
        "store-resume",
        reason,
        () -> edits.write(standing.in(StoreState.ACTIVE), StoreEditKind.RESUMED, reason, by));
  }

  @Override
  public void close(Login by, StoreVersion read, String reason, List<StoreBalance> acknowledged) {
    Store store = acted(by, read.storeId());
    Standing standing = edits.editable(store, read);
    trail.during(
        by,
        store.concerned(),
        "store-close",
        reason,
        () -> closing.close(store, standing, reason, acknowledged, by));
  }

  /**
   * The store, if its whereabouts are any business of whoever acts.
   *
   * @throws ProtocolException {@code not-found}
   */
  private Store acted(Login by, String storeId) {
    return Optional.ofNullable(entities.find(Store.class, storeId))
        .filter(store -> StoreRules.mayAct(by, store))
        .orElseThrow(StoreLifeDesk::notFound);
  }

  private static ProtocolException notFound() {
    return new ProtocolException(ErrorCode.NOT_FOUND, "there is no such store");
  }
}
