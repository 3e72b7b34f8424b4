package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stores in memory: the terms under which they were registered, and what was edited later. A
 * payment stands under the terms that were in force when message 1 came: of the contracts that had
 * begun by then, the one that was made last.
 */
final class Contracts {
  private static final String SQL =
      "SELECT store_id, mall_id, commission_per_mille, fee_per_mille FROM settlement.store";
  private static final String MADE =
      """
      SELECT store_id, effective_from, commission_per_mille, fee_per_mille
        FROM settlement.store_contract ORDER BY store_id COLLATE "C", version
      """;
  private static final String EDITS =
      """
      SELECT store_id, state, edited_at FROM settlement.store_edit
       ORDER BY store_id COLLATE "C", version
      """;
  private static final int MILLE = 1000;

  /** The manager asks whether a store sells before its clock's time becomes the settlement's. */
  private static final Duration CROSSED = Duration.ofSeconds(10);

  /**
   * A store's terms.
   *
   * @param mallId of a lower store
   */
  private record Terms(Optional<String> mallId, int commissionPerMille, int feePerMille) {}

  /** Terms after the registration's. */
  private record Made(Instant effectiveFrom, int commissionPerMille, int feePerMille) {}

  /** The state that an edit left. */
  private record Left(Instant at, String state) {}

  private final Map<String, Terms> terms = new HashMap<>();
  private final Map<String, List<Made>> made = new HashMap<>();
  private final Map<String, List<Left>> left = new HashMap<>();

  static Contracts read(Snapshot snapshot) throws SQLException {
    Contracts contracts = new Contracts();
    snapshot.each(SQL, contracts::add);
    snapshot.each(MADE, contracts::addMade);
    snapshot.each(EDITS, contracts::addLeft);
    return contracts;
  }

  private void addMade(ResultSet row) throws SQLException {
    made.computeIfAbsent(row.getString("store_id"), each -> new ArrayList<>())
        .add(
            new Made(
                Columns.time(row, "effective_from"),
                row.getInt("commission_per_mille"),
                row.getInt("fee_per_mille")));
  }

  private void addLeft(ResultSet row) throws SQLException {
    left.computeIfAbsent(row.getString("store_id"), each -> new ArrayList<>())
        .add(new Left(Columns.time(row, "edited_at"), row.getString("state")));
  }

  /** What is in force of a store at a time. */
  private Terms at(String store, Instant time) {
    Terms found = terms.getOrDefault(store, new Terms(Optional.empty(), 0, 0));
    for (Made later : made.getOrDefault(store, List.of())) {
      if (!later.effectiveFrom().isAfter(time)) {
        found = new Terms(found.mallId(), later.commissionPerMille(), later.feePerMille());
      }
    }
    return found;
  }

  /**
   * Whether a store sold at that time, or a little before or after.
   *
   * @param time when message 1 came
   */
  boolean sold(String store, Instant time) {
    String state = "ACTIVE";
    for (Left edit : left.getOrDefault(store, List.of())) {
      if (edit.at().isAfter(time.minus(CROSSED))) {
        // From here on it is a matter of seconds what came first.
        if (edit.at().isAfter(time.plus(CROSSED))) {
          break;
        }
        if (edit.state().equals("ACTIVE")) {
          return true;
        }
        continue;
      }
      state = edit.state();
    }
    return state.equals("ACTIVE");
  }

  private void add(ResultSet row) throws SQLException {
    terms.put(
        row.getString("store_id"),
        new Terms(
            Columns.optionalText(row, "mall_id"),
            row.getInt("commission_per_mille"),
            row.getInt("fee_per_mille")));
  }

  /** Whether a request of {@code iss} may have lines of that store. */
  boolean mayCarry(String iss, String lineStore) {
    return iss.equals(lineStore)
        || Optional.ofNullable(terms.get(lineStore))
            .flatMap(Terms::mallId)
            .filter(iss::equals)
            .isPresent();
  }

  /**
   * What a sold line posts: the whole to its store, and from there what the contract takes off,
   * each rounded down.
   *
   * @param askedAt when message 1 came
   * @param amountMinor minor units
   */
  List<Entry> sale(
      Instant askedAt,
      String cardNumber,
      String store,
      long amountMinor,
      int lineNo,
      String currency) {
    AccountName seller = AccountName.ofStore(store, currency);
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry(
            "PAYMENT",
            lineNo,
            AccountName.ofCard(cardNumber, currency),
            seller,
            amountMinor,
            currency));
    Terms contract = at(store, askedAt);
    AccountName mall =
        new AccountName("MALL_COMMISSION", contract.mallId().orElse(store), currency);
    AccountName operator = AccountName.ofOperator("OPERATOR_FEE", currency);
    long commission = amountMinor * contract.commissionPerMille() / MILLE;
    long fee = amountMinor * contract.feePerMille() / MILLE;
    if (commission > 0) {
      entries.add(new Entry("COMMISSION", lineNo, seller, mall, commission, currency));
    }
    if (fee > 0) {
      entries.add(new Entry("FEE", lineNo, seller, operator, fee, currency));
    }
    return entries;
  }
}
