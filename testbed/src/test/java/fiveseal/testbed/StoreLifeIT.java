package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Stores are suspended, closed and put under other contracts while they sell. The edits come into
 * the database as from another node: this one has to see them.
 */
class StoreLifeIT extends OnDeployedMall {

  private final Mall mall = Mall.get();
  private final Till till = Till.ofNewStore(mall);
  private final Holder holder = Holder.withNewCard(mall, "reader-6", 10_000);

  /** As another node's transaction. */
  private void elsewhere(String... statements) throws SQLException {
    try (Connection connection = mall.database();
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = settlement");
      for (String each : statements) {
        statement.execute(each.replace("THIS_STORE", "'" + till.storeId() + "'"));
      }
    }
  }

  private static String edit(int version, String kind, String state) {
    return "INSERT INTO store_edit (store_id, version, kind, state, name, reason, by_operator,"
        + " edited_by, edited_at) VALUES (THIS_STORE, "
        + version
        + ", '"
        + kind
        + "', '"
        + state
        + "', 'A store', '', true, 'olivia', now())";
  }

  private static String standing(int version, String state) {
    return version == 2
        ? "INSERT INTO store_standing VALUES (THIS_STORE, 2, '" + state + "', 'A store')"
        : "UPDATE store_standing SET version = "
            + version
            + ", state = '"
            + state
            + "' WHERE store_id = THIS_STORE";
  }

  @Test
  void suspendedStore_asksForNothingNew_andWhatItAskedForGoesOn() throws SQLException {
    Signed<SettlementRequest> asked = till.request(2_000);
    String before = till.post(asked);
    elsewhere(edit(2, "SUSPENDED", "SUSPENDED"), standing(2, "SUSPENDED"));

    Http.Reply refused = till.postRaw(till.request(10));
    assertThat(refused.code()).contains("message-refused");
    assertThat(refused.json().text("detail"))
        .isEqualTo("the store " + till.storeId() + " is suspended");
    assertThat(till.postRaw(asked).status()).as("a replay").isEqualTo(201);

    holder.pay(before).require(200);
    Signed<SettlementCompletion> completion =
        Signed.parse(till.completion(before).require(200).body(), SettlementCompletion.class);
    till.postReceipt(
            before, Signed.by(till.key(), till.receipt(completion, asked.message(), mall.now())))
        .require(200);
    new Refunding(mall, till).whole(before, 2_000);
    new Presenter(mall, holder).touch();
    assertThat(holder.balance()).isEqualTo(10_000);

    elsewhere(edit(3, "RESUMED", "ACTIVE"), standing(3, "ACTIVE"));
    till.post(till.request(10));
    elsewhere(edit(4, "CLOSED", "CLOSED"), standing(4, "CLOSED"));
    assertThat(till.postRaw(till.request(10)).json().text("detail")).endsWith("is closed");
  }

  @Test
  void contract_holdsForWhatIsAskedForFromItsBeginningOn() throws SQLException {
    String before = till.post(till.request(1_000));
    elsewhere(
        edit(2, "CONTRACT", "ACTIVE"),
        standing(2, "ACTIVE"),
        "UPDATE store_edit SET edited_at = now() - interval '6 minutes' WHERE store_id = THIS_STORE",
        "INSERT INTO store_contract SELECT THIS_STORE, 2, 'STORE', now(), 0, 100, 'olivia',"
            + " now() - interval '6 minutes'");
    String after = till.post(till.request(1_000));

    holder.pay(after).require(200);
    holder.pay(before).require(200);

    assertThat(fees(after)).containsExactly(100L);
    assertThat(fees(before)).as("as contracted when it was asked for").isEqualTo(registered());
  }

  private List<Long> fees(String settlementId) {
    return mall.trace(settlementId).transfers().stream()
        .filter(transfer -> transfer.kind().equals("FEE"))
        .map(Trace.StoredTransfer::amountMinor)
        .toList();
  }

  /** What the registration's terms take off 1,000. */
  private List<Long> registered() throws SQLException {
    try (Connection connection = mall.database();
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT fee_per_mille FROM settlement.store WHERE store_id = '"
                    + till.storeId()
                    + "'")) {
      rows.next();
      long fee = rows.getLong(1);
      return fee == 0 ? List.of() : List.of(fee);
    }
  }
}
