package fiveseal.shop;

import static fiveseal.shop.ShopRecords.ADMIN;
import static fiveseal.shop.ShopRecords.BAKERY;
import static fiveseal.shop.ShopRecords.MALL;
import static fiveseal.shop.ShopRecords.STRANGER;
import static fiveseal.shop.ShopRecords.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.manager.Selling;
import fiveseal.manager.Tenant;
import fiveseal.manager.shop.Good;
import fiveseal.manager.shop.GoodDraft;
import fiveseal.manager.shop.GoodState;
import fiveseal.manager.shop.GoodsFilter;
import fiveseal.manager.shop.GoodsPage;
import fiveseal.manager.shop.LowerStore;
import fiveseal.manager.shop.StoreDraft;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoodsTest {
  private static ShopRecords records;

  private final GoodsDeskBean desk = records.desk();
  private final ShowcaseBean showcase = records.showcase();
  private final String id = UUID.randomUUID().toString();

  @BeforeAll
  static void start() throws IOException, SQLException {
    records = ShopRecords.start();
  }

  @AfterAll
  static void stop() throws IOException {
    records.close();
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProtocolException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static GoodsFilter search(String text) {
    return new GoodsFilter(Optional.empty(), Optional.of(text), Optional.empty(), 50);
  }

  @Test
  void put_byItsStore_isShown() {
    Good kept = desk.put(BAKERY, "bakery", id, 0, draft("Rye bread " + id, 480));

    assertThat(showcase.good(MALL, id)).contains(kept);
    assertThat(kept.buyable()).isTrue();
    assertThat(showcase.goods(MALL, search("bread " + id)).goods()).containsExactly(kept);
    assertThat(showcase.good("mall-2", id)).isEmpty();
    assertThat(desk.goods(STRANGER, search(id)).goods()).isEmpty();
    assertThat(desk.goods(Tenant.operator(), search(id)).goods()).isEmpty();
  }

  @Test
  void put_withAPicture_isKeptWithIt_orNotAtAll() throws IOException {
    byte[] picture = PixelsTest.picture(40, 30, "png");

    refused(
        ErrorCode.MESSAGE_REFUSED,
        () -> desk.put(BAKERY, "bakery", id, 0, draft("Bread", 480), new byte[] {1, 2, 3}));
    refused(ErrorCode.NOT_FOUND, () -> desk.good(BAKERY, id));
    Good kept = desk.put(BAKERY, "bakery", id, 0, draft("Bread", 480), picture);
    assertThat(kept.picture()).isPresent();
    assertThat(showcase.good(MALL, id)).contains(kept);

    refused(
        ErrorCode.MESSAGE_REFUSED,
        () ->
            desk.put(
                BAKERY, "bakery", id, kept.version(), draft("Dearer", 500), new byte[] {1, 2, 3}));
    assertThat(desk.good(BAKERY, id)).isEqualTo(kept);
    Good dearer = desk.put(BAKERY, "bakery", id, kept.version(), draft("Dearer", 500), picture);
    assertThat(dearer.priceMinor()).isEqualTo(500);
    refused(
        ErrorCode.EDITED_MEANWHILE,
        () -> desk.put(BAKERY, "bakery", id, kept.version(), draft("Late", 1), picture));
  }

  @Test
  void put_byAnother_isNotFound_asIfItWereMissing() {
    desk.put(BAKERY, "bakery", id, 0, draft("Bread", 480));

    for (Tenant other : List.of(Tenant.ofLowerStore("books"), STRANGER, Tenant.operator())) {
      refused(ErrorCode.NOT_FOUND, () -> desk.good(other, id));
      refused(ErrorCode.NOT_FOUND, () -> desk.good(other, "missing"));
      refused(ErrorCode.NOT_FOUND, () -> desk.put(other, "bakery", id, 1, draft("Mine", 1)));
      refused(ErrorCode.NOT_FOUND, () -> desk.picture(other, id, 1, new byte[] {1}));
    }
    refused(
        ErrorCode.NOT_FOUND,
        () -> desk.put(Tenant.ofLowerStore("books"), "books", id, 0, draft("Mine", 1)));
    assertThat(desk.good(ADMIN, id).name()).isEqualTo("Bread");
  }

  @Test
  void put_ofWhatHasChangedSince_isAConflict_andLosesNothing() {
    desk.put(BAKERY, "bakery", id, 0, draft("Bread", 480));
    desk.put(BAKERY, "bakery", id, 1, draft("Bread", 500));

    refused(ErrorCode.EDITED_MEANWHILE, () -> desk.put(ADMIN, "bakery", id, 1, draft("Bread", 1)));
    refused(ErrorCode.EDITED_MEANWHILE, () -> desk.put(ADMIN, "bakery", id, 0, draft("Bread", 1)));
    assertThat(desk.good(ADMIN, id).priceMinor()).isEqualTo(500);
  }

  @Test
  void put_ofIllFormed_isRefused() {
    for (GoodDraft draft :
        List.of(
            draft("", 1),
            draft("two\nlines", 1),
            draft("x".repeat(121), 1),
            draft("half \ud83d", 1),
            draft("Bread", 0),
            draft("Bread", 1L << 31),
            new GoodDraft("Bread", "", 1, "XXX", GoodState.FOR_SALE))) {
      refused(ErrorCode.MESSAGE_REFUSED, () -> desk.put(BAKERY, "bakery", id, 0, draft));
    }
    refused(
        ErrorCode.MESSAGE_REFUSED, () -> desk.put(BAKERY, "bakery", "../x", 0, draft("Bread", 1)));
  }

  @Test
  void good_thatIsWithdrawn_orKeptOutByTheMall_isNotShown() {
    String store = store(Selling.SELLS);
    desk.put(ADMIN, store, id, 0, draft("Bread", 480));
    assertThat(showcase.good(MALL, id)).isPresent();

    desk.putStore(ADMIN, store, 1, new StoreDraft("", false));
    assertThat(showcase.good(MALL, id)).isEmpty();
    assertThat(showcase.store(MALL, store)).isEmpty();
    desk.putStore(ADMIN, store, 2, new StoreDraft("", true));
    desk.put(ADMIN, store, id, 1, new GoodDraft("Bread", "", 480, "JPY", GoodState.WITHDRAWN));
    assertThat(showcase.good(MALL, id)).isEmpty();
    assertThat(desk.good(ADMIN, id).state()).isEqualTo(GoodState.WITHDRAWN);
  }

  @ParameterizedTest
  @EnumSource(names = "SELLS", mode = EnumSource.Mode.EXCLUDE)
  void goods_ofAStoreThatMayNotSell_areNotShown_andComeBackWithIt(Selling why) {
    String store = store(why);
    Tenant own = Tenant.ofLowerStore(store);
    Good kept = desk.put(own, store, id, 0, draft("Bread " + id, 480));

    assertThat(kept.buyable()).isFalse();
    assertThat(showcase.good(MALL, id)).isEmpty();
    assertThat(showcase.goods(MALL, search(id)).goods()).isEmpty();
    assertThat(showcase.store(MALL, store)).isEmpty();
    assertThat(showcase.stores(MALL)).extracting(LowerStore::storeId).doesNotContain(store);
    assertThat(showcase.knows(MALL, store)).as("it reads what it did before").isTrue();
    assertThat(desk.stores(own)).extracting(LowerStore::selling).containsExactly(why);
    assertThat(desk.goods(own, search(id)).goods()).containsExactly(kept);

    records.register().put(MALL, store, "Open again", Selling.SELLS);
    assertThat(showcase.good(MALL, id).orElseThrow().buyable()).isTrue();
    assertThat(showcase.goods(MALL, search(id)).goods()).hasSize(1);
  }

  @Test
  void store_isCalledWhatTheRegisterSays_fromThenOn() {
    String store = store(Selling.SELLS);
    desk.put(ADMIN, store, id, 0, draft("Bread", 480));
    records.register().put(MALL, store, "Bakery of Ann", Selling.SELLS);

    assertThat(showcase.good(MALL, id).orElseThrow().storeName()).isEqualTo("Bakery of Ann");
    assertThat(showcase.store(MALL, store).orElseThrow().name()).isEqualTo("Bakery of Ann");
  }

  @Test
  void store_isPutByItsMallOnly_andByOneAtATime() {
    StoreDraft draft = new StoreDraft("Mine now", true);

    refused(ErrorCode.NOT_FOUND, () -> desk.putStore(BAKERY, "bakery", 1, draft));
    refused(ErrorCode.NOT_FOUND, () -> desk.putStore(STRANGER, "bakery", 1, draft));
    refused(ErrorCode.NOT_FOUND, () -> desk.putStore(ADMIN, "missing", 1, draft));
    refused(ErrorCode.NOT_FOUND, () -> desk.putStore(ADMIN, MALL, 1, draft));
    refused(
        ErrorCode.MESSAGE_REFUSED,
        () -> desk.putStore(ADMIN, "bakery", 1, new StoreDraft("x".repeat(2001), true)));
    String store = store(Selling.SELLS);
    desk.put(ADMIN, store, id, 0, draft("Bread", 480));
    assertThat(desk.putStore(ADMIN, store, 1, new StoreDraft("Ours", true)).version()).isEqualTo(2);
    refused(ErrorCode.EDITED_MEANWHILE, () -> desk.putStore(ADMIN, store, 1, draft));
    assertThat(showcase.store(MALL, store).orElseThrow().description()).isEqualTo("Ours");
  }

  /** A further lower store of the mall, about which the mall has said nothing. */
  private String store(Selling selling) {
    String store = "s-" + id;
    records.register().put(MALL, store, "A store", selling);
    return store;
  }

  @Test
  void picture_isServedAsItWasDrawn_andKeptOnce() throws IOException {
    desk.put(BAKERY, "bakery", id, 0, draft("Bread", 480));
    byte[] file = PixelsTest.picture(60, 40, "png");

    Good pictured = desk.picture(BAKERY, id, 1, file);
    Good again = desk.picture(BAKERY, id, 2, file);

    assertThat(again.picture()).isEqualTo(pictured.picture());
    assertThat(showcase.picture(pictured.picture().orElseThrow()).orElseThrow().png())
        .startsWith(0x89, 'P', 'N', 'G');
    assertThat(showcase.picture("0".repeat(64))).isEmpty();
    refused(ErrorCode.EDITED_MEANWHILE, () -> desk.picture(BAKERY, id, 1, file));
  }

  @Test
  void goods_pageByPage_areAllThereOnce_byAnIndex() throws SQLException {
    String store = store(Selling.SELLS);
    for (int i = 0; i < 7; i++) {
      desk.put(ADMIN, store, "g-" + i + "-" + id, 0, draft("食パン " + i, 100 + i));
    }
    List<String> seen = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      GoodsPage page =
          showcase.goods(MALL, new GoodsFilter(Optional.of(store), Optional.of("パン"), after, 3));
      page.goods().forEach(good -> seen.add(good.goodId()));
      after = page.next();
    } while (after.isPresent());
    assertThat(seen).hasSize(7).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void search_amongManyGoods_readsAnIndex() throws SQLException {
    desk.put(ADMIN, "flowers", id, 0, draft("Lily", 100));
    try (Connection connection = records.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO shop.good (good_id, store_id, name, description, price_minor, currency,"
              + " state, grams) SELECT 'many-' || n, 'flowers', 'Rose ' || n, '', 100, 'JPY',"
              + " 'WITHDRAWN', ARRAY['ro', 'os', 'se', n::text] FROM generate_series(1, 20000) n");
      records.analyze();
      StringBuilder plan = new StringBuilder();
      try (var rows =
          statement.executeQuery(
              "EXPLAIN SELECT * FROM shop.good g JOIN shop.lower_store s ON s.store_id ="
                  + " g.store_id WHERE s.mall_id = 'mall-1' AND s.shown"
                  + " AND s.store_id = ANY (ARRAY['bakery', 'books', 'flowers'])"
                  + " AND g.grams @> ARRAY['ro', '777']"
                  + " ORDER BY g.good_id LIMIT 50")) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      assertThat(plan.toString()).contains("good_by_grams").doesNotContain("Seq Scan on good");
    }
  }

  @Test
  void everythingInTheSchema_hasAComment_andRecordsAreNotDeleted() throws SQLException {
    String without =
        """
        SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND c.relkind = 'r' AND a.attnum > 0
         WHERE n.nspname = 'shop' AND c.relkind IN ('r', 'i')
           AND (obj_description(c.oid, 'pg_class') IS NULL
                OR a.attnum IS NOT NULL AND col_description(c.oid, a.attnum) IS NULL)
        """;
    try (Connection connection = records.source().getConnection();
        Statement statement = connection.createStatement()) {
      try (var rows = statement.executeQuery(without)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isZero();
      }
      for (String table :
          List.of("good", "lower_store", "shop_order", "order_part", "till_order")) {
        assertThatThrownBy(() -> statement.execute("DELETE FROM shop." + table))
            .isInstanceOf(SQLException.class);
      }
      for (String change :
          List.of(
              "UPDATE shop.shop_order SET amount = 1",
              "UPDATE shop.order_part SET amount = 1",
              "UPDATE shop.order_ended SET state = 'EXPIRED'",
              "UPDATE shop.till_order SET amount = 1",
              "UPDATE shop.good SET store_id = 'books'")) {
        assertThatThrownBy(() -> statement.execute(change)).isInstanceOf(SQLException.class);
      }
    }
  }
}
