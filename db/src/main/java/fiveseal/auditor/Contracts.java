package fiveseal.auditor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stores and the terms under which they were registered, in memory. */
final class Contracts {
  private static final String SQL =
      "SELECT store_id, mall_id, commission_per_mille, fee_per_mille FROM settlement.store";
  private static final int MILLE = 1000;

  /**
   * A store's terms.
   *
   * @param mallId of a lower store
   */
  private record Terms(Optional<String> mallId, int commissionPerMille, int feePerMille) {}

  private final Map<String, Terms> terms = new HashMap<>();

  static Contracts read(Snapshot snapshot) throws SQLException {
    Contracts contracts = new Contracts();
    snapshot.each(SQL, contracts::add);
    return contracts;
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
   * @param amountMinor minor units
   */
  List<Entry> sale(String cardNumber, String store, long amountMinor, int lineNo, String currency) {
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
    Terms contract = terms.getOrDefault(store, new Terms(Optional.empty(), 0, 0));
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
