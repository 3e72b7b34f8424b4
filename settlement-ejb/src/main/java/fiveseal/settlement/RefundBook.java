package fiveseal.settlement;

import fiveseal.manager.StoreRefund;
import fiveseal.protocol.RefundRequest;
import fiveseal.valueupdate.Credit;
import fiveseal.valueupdate.CreditBook;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Accepted refunds in the database. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class RefundBook {
  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  @Inject CreditBook credits;

  public Optional<Refund> find(String storeId, String refundId) {
    return Optional.ofNullable(entities.find(Refund.class, new Refund.Key(storeId, refundId)));
  }

  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public void add(Refund refund) {
    entities.persist(refund);
    // Its unique constraint speaks now, while the caller can still tell why.
    entities.flush();
  }

  /** The refunds of these settlements, in the order of acceptance. */
  public List<Refund> of(List<String> settlements) {
    return settlements.isEmpty()
        ? List.of()
        : entities
            .createQuery(
                "select r from Refund r where r.settlementId in :settlements"
                    + " order by r.receivedAt, r.creditId",
                Refund.class)
            .setParameter("settlements", settlements)
            .getResultList();
  }

  /** As their stores see them, by settlement. */
  public Map<String, List<StoreRefund>> views(List<String> settlements) {
    List<Refund> refunds = of(settlements);
    if (refunds.isEmpty()) {
      return Map.of();
    }
    Map<String, Credit> owed =
        credits.ofSettlements(settlements).stream()
            .collect(Collectors.toMap(Credit::id, Function.identity()));
    return refunds.stream()
        .collect(
            Collectors.groupingBy(
                Refund::settlementId,
                Collectors.mapping(
                    refund -> view(refund, owed.get(refund.creditId())), Collectors.toList())));
  }

  private static StoreRefund view(Refund refund, Credit credit) {
    RefundRequest request = refund.request();
    return new StoreRefund(
        request.refundId(),
        credit.state().name(),
        request.amount().minor(),
        request.lines().stream()
            .map(line -> new StoreRefund.Line(line.store(), line.amountMinor()))
            .toList());
  }
}
