package fiveseal.report;

import fiveseal.audit.EvidenceStore;
import fiveseal.audit.StoredMessage;
import fiveseal.manager.Deliveries;
import fiveseal.manager.DeliveryLog;
import fiveseal.manager.FoundSettlements;
import fiveseal.manager.SealFinding;
import fiveseal.manager.SettlementQuery;
import fiveseal.manager.SettlementStory;
import fiveseal.manager.StoreConsole;
import fiveseal.manager.Tenant;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import fiveseal.settlement.SettlementState;
import fiveseal.store.StoreKeys;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What consoles read of settlements, each statement within the tenant's scope. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ConsoleDesk implements StoreConsole {
  private static final FoundSettlements NONE =
      new FoundSettlements(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  @Inject ConsoleReads reads;
  @Inject EvidenceStore evidence;
  @Inject StoreKeys keys;
  @EJB Deliveries deliveries;
  @Inject Clock clock;

  @Override
  public FoundSettlements search(Tenant tenant, SettlementQuery query) {
    Scope scope = Scope.of(tenant);
    if (!isAnswerable(scope, query)) {
      return NONE;
    }
    Instant now = clock.instant();
    SearchSql sql = new SearchSql(scope, query, now);
    List<Object[]> found = reads.rows(sql.page());
    Optional<String> end = Optional.empty();
    if (found.size() <= query.limit()) {
      List<Object[]> withEnd = reads.rows(sql.pageAndEnd());
      end = farthest(withEnd.get(0));
      found = withEnd.stream().filter(row -> row[0] != null).toList();
    }
    boolean full = found.size() > query.limit();
    List<Object[]> page = found.subList(0, Math.min(query.limit(), found.size()));
    Optional<String> further = full ? Optional.of((String) page.get(page.size() - 1)[0]) : end;
    if (!query.place().older()) {
      page = reversed(page);
    }
    return new FoundSettlements(
        new SettlementRows(reads, scope, now).of(page),
        older(query, page, further),
        newer(query, page, further),
        full ? Optional.empty() : further.map(IdTime::of));
  }

  /** What is no state, or in a store that is none of the tenant's, is nowhere found. */
  private boolean isAnswerable(Scope scope, SettlementQuery query) {
    boolean state =
        query.state().isEmpty()
            || Arrays.stream(SettlementState.values())
                .anyMatch(known -> known.name().equals(query.state().get()));
    boolean seller =
        query.seller().isEmpty()
            || reads.sellers(scope).stream()
                .anyMatch(own -> own.storeId().equals(query.seller().get()));
    return state && seller;
  }

  /** Where looking ended before the page was full; empty if everything was looked at. */
  private static Optional<String> farthest(Object[] row) {
    return Rows.number(row[SearchSql.LOOKED_AT]) < SearchSql.LOOK
        ? Optional.empty()
        : Optional.of((String) row[SearchSql.FARTHEST]);
  }

  private static Optional<String> older(
      SettlementQuery query, List<Object[]> page, Optional<String> further) {
    if (query.place().older()) {
      return further;
    }
    return page.isEmpty()
        ? query.place().settlementId()
        : Optional.of((String) page.get(page.size() - 1)[0]);
  }

  private static Optional<String> newer(
      SettlementQuery query, List<Object[]> page, Optional<String> further) {
    if (!query.place().older()) {
      return further;
    }
    return page.isEmpty() || query.place().settlementId().isEmpty()
        ? Optional.empty()
        : Optional.of((String) page.get(0)[0]);
  }

  private static List<Object[]> reversed(List<Object[]> page) {
    List<Object[]> reversed = new ArrayList<>(page);
    Collections.reverse(reversed);
    return reversed;
  }

  @Override
  public SettlementStory story(Tenant tenant, String settlementId) {
    Scope scope = Scope.of(tenant);
    Object[] row = require(scope, settlementId);
    Optional<DeliveryLog> delivery =
        scope.own().isPresent() ? Optional.empty() : delivery(row, settlementId);
    return new StoryTelling(reads, scope, clock.instant())
        .tell(row, evidence.of(settlementId), delivery);
  }

  private Optional<DeliveryLog> delivery(Object[] row, String settlementId) {
    return row[SettlementRows.COMPLETED_AT] == null
        ? Optional.empty()
        : Optional.of(deliveries.of(settlementId));
  }

  @Override
  public List<SealFinding> verify(Tenant tenant, String settlementId) {
    Scope scope = Scope.of(tenant);
    Object[] row = require(scope, settlementId);
    FoundSettlements.Row settlement =
        new SettlementRows(reads, new Scope(Optional.empty(), Optional.empty()), clock.instant())
            .of(Collections.singletonList(row))
            .get(0);
    List<StoredMessage> messages = evidence.of(settlementId);
    return new SealCheckup(keys).findings(settlement, messages);
  }

  @Override
  public void resend(Tenant tenant, String settlementId) {
    Scope scope = Scope.of(tenant);
    require(scope, settlementId);
    if (scope.own().isPresent()) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "nothing is delivered to a lower store");
    }
    deliveries.resend(settlementId);
  }

  @Override
  public List<Seller> sellers(Tenant tenant) {
    return reads.sellers(Scope.of(tenant));
  }

  private Object[] require(Scope scope, String settlementId) {
    return Optional.of(settlementId)
        .filter(UuidV7::isCanonical)
        .flatMap(id -> reads.settlement(scope, id))
        .orElseThrow(
            () -> new ProtocolException(ErrorCode.NOT_FOUND, "there is no such settlement"));
  }
}
