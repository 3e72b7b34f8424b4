package fiveseal.report;

import fiveseal.manager.StoreConsole;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows that consoles read; every statement is bound to a scope. */
@ApplicationScoped
public class ConsoleReads {
  private static final String REFUNDED =
      "select r.settlement_id, sum(t.amount_minor) from refund r"
          + " join transfer t on t.credit_id = r.credit_id and t.kind = 'REFUND_ACCEPTED'"
          + " join account a on a.account_id = t.debit_account_id where r.settlement_id in ";

  private static final String TRANSFERS =
      "select t.posted_at, t.kind, d.kind, d.owner, c.kind, c.owner, t.amount_minor, t.currency"
          + " from transfer t join account d on d.account_id = t.debit_account_id"
          + " join account c on c.account_id = t.credit_account_id where ";

  @PersistenceContext(unitName = "fiveseal")
  EntityManager entities;

  /** All rows of a statement with several columns. */
  List<Object[]> rows(Sql sql) {
    List<Object[]> rows = new ArrayList<>();
    for (Object row : query(sql).getResultList()) {
      rows.add((Object[]) row);
    }
    return rows;
  }

  /** The only value of a statement that always has one. */
  Object one(Sql sql) {
    return query(sql).getSingleResult();
  }

  private Query query(Sql sql) {
    Query query = entities.createNativeQuery(sql.text());
    for (int i = 0; i < sql.parameters().size(); i++) {
      query.setParameter(i + 1, sql.parameters().get(i));
    }
    return query;
  }

  /** The settlement of that id, if it is the scope's: columns as of {@link SearchSql#page}. */
  Optional<Object[]> settlement(Scope scope, String id) {
    return rows(
            new Sql()
                .add(
                    "select s.settlement_id, s.store_id, s.request_id, s.state, s.amount_minor,"
                        + " s.currency, s.completed_at, s.expires_at, s.created_at, s.cancelled_at,"
                        + " s.card_number from settlement s where s.settlement_id = ?",
                    id)
                .add(scope.condition()))
        .stream()
        .findFirst();
  }

  /** Id, number, store, amount, description and reference of the lines in sight. */
  List<Object[]> lines(Scope scope, List<String> settlements) {
    Sql lines =
        new Sql()
            .add(
                "select l.settlement_id, l.line_no, l.store_id, l.amount_minor, l.description,"
                    + " l.order_ref from settlement_line l where l.settlement_id in "
                    + Sql.places(settlements.size()),
                settlements.toArray());
    scope.own().ifPresent(own -> lines.add(" and l.store_id = ?", own));
    return rows(lines.add(" order by l.settlement_id, l.line_no"));
  }

  /** What was given back of settlements, by id, as far as in sight. */
  List<Object[]> refunded(Scope scope, List<String> settlements) {
    Sql refunded = new Sql().add(REFUNDED + Sql.places(settlements.size()), settlements.toArray());
    scope.own().ifPresent(own -> refunded.add(" and a.kind = 'STORE' and a.owner = ?", own));
    return rows(refunded.add(" group by r.settlement_id"));
  }

  /** Refund, signer, credit, state, time and message of a settlement's refunds, in order. */
  List<Object[]> refunds(String settlementId) {
    return rows(
        new Sql()
            .add(
                "select r.refund_id, r.store_id, r.credit_id, c.state, r.received_at, r.message"
                    + " from refund r join credit c on c.credit_id = r.credit_id"
                    + " where r.settlement_id = ? order by r.received_at, r.credit_id",
                settlementId));
  }

  /** The transfers of a settlement and of the credits, as far as in sight, in order. */
  List<Object[]> transfers(Scope scope, String settlementId, List<String> credits) {
    Sql transfers =
        new Sql().add("select * from (" + TRANSFERS + "t.settlement_id = ?", settlementId);
    addOwn(transfers, scope);
    if (!credits.isEmpty()) {
      transfers.add(
          " union all " + TRANSFERS + "t.credit_id in " + Sql.places(credits.size()),
          credits.toArray());
      addOwn(transfers, scope);
    }
    return rows(transfers.add(") m order by 1"));
  }

  private static void addOwn(Sql transfers, Scope scope) {
    scope
        .own()
        .ifPresent(
            own ->
                transfers.add(
                    " and (d.kind = 'STORE' and d.owner = ? or c.kind = 'STORE' and c.owner = ?)",
                    own,
                    own));
  }

  /** When the parts of credits reached a card. */
  List<Object[]> creditsDone(List<String> credits) {
    return credits.isEmpty()
        ? List.of()
        : rows(
            new Sql()
                .add(
                    "select t.posted_at, u.credit_id from value_update u join transfer t"
                        + " on t.update_id = u.update_id and t.kind = 'REFUND_DONE'"
                        + " where u.credit_id in "
                        + Sql.places(credits.size()),
                    credits.toArray()));
  }

  /** When commands left, how they ended and when. */
  List<Object[]> commands(String settlementId) {
    return rows(
        new Sql()
            .add(
                "select m.issued_at, m.state, m.closed_at from command m where m.settlement_id = ?"
                    + " order by m.command_id",
                settlementId));
  }

  /** The stores that may sell in the scope's settlements. */
  List<StoreConsole.Seller> sellers(Scope scope) {
    Sql sellers =
        new Sql().add("select r.store_id, " + StoreNames.of("r") + " from store r where true");
    scope.store().ifPresent(id -> sellers.add(" and (r.store_id = ? or r.mall_id = ?)", id, id));
    scope.own().ifPresent(id -> sellers.add(" and r.store_id = ?", id));
    return rows(sellers.add(" order by 2, r.store_id")).stream()
        .map(row -> new StoreConsole.Seller((String) row[0], (String) row[1]))
        .toList();
  }
}
