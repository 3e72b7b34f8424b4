package fiveseal.testbed.simulator.world;

import fiveseal.card.CardRegister;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.IsoCurrency;
import fiveseal.testbed.simulator.database.SimulatedDatabase;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Registers a world's stores and cards as an operator has done before. */
final class Mall {
  static final String MANAGER = "manager";
  static final String CURRENCY = "JPY";

  /** 15 digits, before the check digit. */
  private static final long FIRST_CARD = 939_200_000_000_000L;

  private static final OffsetDateTime LONG_AGO = OffsetDateTime.parse("2025-01-01T00:00:00Z");
  private static final OffsetDateTime LONG_AFTER = OffsetDateTime.parse("2035-01-01T00:00:00Z");

  private final SimulatedDatabase database;
  private final byte[] certificate;

  Mall(SimulatedDatabase database, byte[] certificate) {
    this.database = database;
    this.certificate = certificate;
  }

  void registerManager() {
    key("manager_key", MANAGER, Map.of("purpose", "SIGNING", "recorded_at", LONG_AGO));
  }

  private void key(String table, String owner, Map<String, Object> more) {
    Map<String, Object> row = new LinkedHashMap<>(more);
    row.put("kid", CheapSignatures.kid(owner));
    row.put("certificate", certificate);
    row.put("issuer_kid", CheapSignatures.kid(MANAGER));
    row.put("not_before", LONG_AGO);
    row.put("not_after", LONG_AFTER);
    database.insert(table, row);
  }

  Till registerStore(int index, Chance chance, SimulatedClock clock) {
    String id = "store-" + index;
    store(id, null, 0, chance.below(30));
    List<String> lower = new ArrayList<>();
    if (chance.percent(60)) {
      for (int i = 1; i <= 2; i++) {
        lower.add(id + "." + i);
        store(id + "." + i, id, chance.below(80), chance.below(30));
        key("store_key", id + "." + i, Map.of("store_id", id + "." + i, "enrolled_at", LONG_AGO));
      }
    }
    key("store_key", id, Map.of("store_id", id, "enrolled_at", LONG_AGO));
    if (chance.percent(75)) {
      endpoint(id);
    }
    Chance signing = new Chance(chance.seed());
    return new Till(
        id,
        MANAGER,
        lower,
        CheapSignatures.signer(id, signing),
        name -> CheapSignatures.signer(name, signing),
        clock);
  }

  private void store(String id, String mall, int commission, int fee) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("store_id", id);
    row.put("name", id);
    row.put("role", mall == null ? "STORE" : "LOWER_STORE");
    row.put("mall_id", mall);
    row.put("commission_per_mille", commission);
    row.put("fee_per_mille", fee);
    row.put("registered_at", LONG_AGO);
    database.insert("store", row);
  }

  private void endpoint(String id) {
    database.insert(
        "completion_endpoint",
        Map.of(
            "store_id",
            id,
            "stated_at",
            1L,
            "url",
            "http://127.0.0.1:9/" + id,
            "message",
            "a.b.c",
            "received_at",
            LONG_AGO));
  }

  ModelCard registerCard(int index, Chance chance, SimulatedVault vault, CardRegister register) {
    CardNumber number = CardNumber.withCheckDigit(Long.toString(FIRST_CARD + index));
    long limit = chance.percent(60) ? 50_000 : chance.between(2_000, 20_000);
    register.add(number, CURRENCY, 1, limit, limit);
    return new ModelCard(
        number,
        IsoCurrency.of(CURRENCY).numeric(),
        vault.keyBytes(number, 1),
        1,
        limit,
        new Chance(chance.seed()));
  }
}
