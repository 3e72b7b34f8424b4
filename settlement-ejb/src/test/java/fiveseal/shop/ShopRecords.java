package fiveseal.shop;

import fiveseal.database.EmbeddedDatabase;
import fiveseal.manager.Selling;
import fiveseal.manager.Tenant;
import fiveseal.manager.shop.GoodDraft;
import fiveseal.manager.shop.GoodState;
import fiveseal.protocol.UuidV7;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** The shop over a real database, in the mall's own role, with a clock that stands. */
@SuppressWarnings("UnnecessaryAssignment") // there is no framework here to inject
final class ShopRecords implements AutoCloseable {
  static final String MALL = "mall-1";
  static final Tenant ADMIN = Tenant.ofStore(MALL);
  static final Tenant BAKERY = Tenant.ofLowerStore("bakery");
  static final Tenant STRANGER = Tenant.ofStore("mall-2");
  static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");

  private final EmbeddedDatabase database;
  private final DataSource source;
  private final TestRegister register = new TestRegister();

  private ShopRecords(EmbeddedDatabase database) {
    this.database = database;
    this.source = database.dataSource("fiveseal_mall");
  }

  /** With a bakery, a bookshop and a florist of one mall. */
  static ShopRecords start() throws IOException, SQLException {
    ShopRecords records = new ShopRecords(EmbeddedDatabase.start());
    for (String store : new String[] {"bakery", "books", "flowers"}) {
      records.register.put(MALL, store, "The " + store, Selling.SELLS);
    }
    return records;
  }

  TestRegister register() {
    return register;
  }

  DataSource source() {
    return source;
  }

  GoodsDeskBean desk() {
    return new GoodsDeskBean(source, register);
  }

  ShowcaseBean showcase() {
    return new ShowcaseBean(source, register);
  }

  BasketsBean baskets() {
    return baskets(NOW);
  }

  BasketsBean baskets(Instant now) {
    BasketsBean bean = new BasketsBean(source, register);
    bean.clock = Clock.fixed(now, ZoneOffset.UTC);
    return bean;
  }

  ShopOrdersBean orders() {
    return orders(NOW);
  }

  ShopOrdersBean orders(Instant now) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    ShopOrdersBean bean = new ShopOrdersBean(source, register);
    bean.clock = clock;
    bean.ids = new UuidV7(clock, new SecureRandom());
    return bean;
  }

  /** As the server does by itself after a while. */
  void analyze() throws SQLException {
    try (var connection = database.dataSource("fiveseal_owner").getConnection();
        var statement = connection.createStatement()) {
      statement.execute("ANALYZE shop.good");
    }
  }

  static GoodDraft draft(String name, long priceMinor) {
    return new GoodDraft(name, "", priceMinor, "JPY", GoodState.FOR_SALE);
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
