package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.Order;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lower stores' tills order at the mall; the desk bundles; one card pays; each sees its part. */
class TillOrdersIT extends OnDeployedMall {

  private final Mall mall = Mall.get();
  private final DemoShop shop = mall.shop();
  private final MallApi api = shop.mall();
  private final MallApi.Party owner = shop.party(DemoStore.MALL);
  private final MallApi.Party bakery = lower("bakery");
  private final MallApi.Party books = lower("books");

  private MallApi.Party lower(String id) {
    return shop.party(
        DemoStore.ALL.stream().filter(store -> store.id().equals(id)).findFirst().orElseThrow());
  }

  private Signed<Order> ordered(MallApi.Party store, long amountMinor) {
    Signed<Order> order = api.order(store, Till.newId(), amountMinor, "Three rolls");
    api.send(order).require(201);
    return order;
  }

  private String state(MallApi.Party store, Signed<Order> order) {
    return api.order(store, order.message().orderId()).require(200).json().text("state");
  }

  @Test
  void orders_ofTwoTills_arePaidAtOnce_andEachStoreReadsItsPart() {
    Signed<Order> bread = ordered(bakery, 580);
    Signed<Order> novel = ordered(books, 1500);
    assertThat(state(bakery, bread)).isEqualTo("OPEN");

    JsonMembers asked =
        api.bundle(owner, List.of(MallApi.named(bread), MallApi.named(novel))).require(201).json();
    assertThat(state(bakery, bread)).isEqualTo("WAITING");
    Holder holder = Holder.withNewCard(mall, "reader-6", 10_000);
    holder.pay(asked.text("settlementId")).require(200);

    JsonMembers ofBakery = api.order(bakery, bread.message().orderId()).require(200).json();
    JsonMembers ofBooks = api.order(books, novel.message().orderId()).require(200).json();
    assertThat(ofBakery.text("state")).isEqualTo("PAID");
    assertThat(ofBakery.integer("amount")).isEqualTo(580);
    assertThat(ofBooks.integer("amount")).isEqualTo(1500);
    assertThat(ofBakery.text("receiptNumber")).isNotEqualTo(ofBooks.text("receiptNumber"));
    assertThat(holder.balance()).isEqualTo(10_000 - 2080);
  }

  @Test
  void order_again_isAnsweredAsBefore_andAnotherUnderItsIdConflicts() {
    Signed<Order> first = api.order(bakery, Till.newId(), 580, "Bread");
    String answer = api.send(first).require(201).body();

    assertThat(api.send(first).require(201).body()).isEqualTo(answer);
    assertThat(api.send(api.order(bakery, first.message().orderId(), 581, "Bread")).code())
        .contains("conflicting-replay");
    api.send(api.order(books, first.message().orderId(), 581, "A book")).require(201);
  }

  @Test
  void order_thatIsNotWellSigned_isRefused() {
    OpenMall.Admitted stranger = mall.newStore();
    MallApi.Party unknown = new MallApi.Party(stranger.store().id(), stranger.key());
    assertThat(api.send(api.order(unknown, "o-1", 1, "x")).code()).contains("signature-refused");
    MallApi.Party thief = new MallApi.Party("bakery", books.key());
    assertThat(api.send(api.order(thief, "o-1", 1, "x")).code()).contains("signature-refused");
    MallApi.Party forger = new MallApi.Party("bakery", SigningKey.generate());
    assertThat(api.send(api.order(forger, "o-1", 1, "x")).code()).contains("signature-refused");
    assertThat(api.send(api.order(owner, "o-1", 1, "x")).code()).contains("signature-refused");
    MallApi elsewhere = new MallApi(mall.http(), "mall-2", InstantSource.system());
    assertThat(elsewhere.send(elsewhere.order(bakery, "o-1", 1, "x")).code())
        .contains("message-refused");
    MallApi late =
        new MallApi(
            mall.http(),
            DemoStore.MALL.id(),
            InstantSource.fixed(java.time.Instant.now().minusSeconds(7200)));
    assertThat(late.send(late.order(bakery, Till.newId(), 1, "x")).code())
        .contains("message-refused");
  }

  @Test
  void order_isReadByItsOwnStoreOnly() {
    String id = ordered(bakery, 580).message().orderId();

    Http.Reply foreign = api.order(books, id);
    Http.Reply missing = api.order(books, "missing");
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.body()).isEqualTo(missing.body());
    assertThat(api.order(owner, id).status()).isEqualTo(404);
    assertThat(mall.http().get(MallApi.ORDERS + "/" + id).status()).isEqualTo(401);
    long now = mall.now();
    String forTheManager =
        Signed.by(bakery.key(), new StoreAuth("bakery", "manager", "j", now, now + 60)).compact();
    assertThat(mall.http().get(MallApi.ORDERS + "/" + id, forTheManager).code())
        .contains("message-refused");
  }

  @Test
  void bundle_isTheMallsAlone_andAskedForAgainIsTheSame() {
    Signed<Order> bread = ordered(bakery, 580);
    Signed<Order> rolls = ordered(bakery, 200);
    List<Map<String, String>> one = List.of(MallApi.named(bread));

    assertThat(api.bundle(bakery, one).status()).isEqualTo(404);
    assertThat(api.bundle(owner, List.of()).code()).contains("message-refused");
    JsonMembers first = api.bundle(owner, one).require(201).json();
    JsonMembers again = api.bundle(owner, one).require(201).json();
    for (String member : List.of("orderId", "requestId", "settlementId", "payUrl")) {
      assertThat(again.text(member)).isEqualTo(first.text(member));
    }
    assertThat(api.bundle(owner, List.of(MallApi.named(bread), MallApi.named(rolls))).status())
        .isEqualTo(404);
  }

  @Test
  void store_thatDoesNotSell_ordersNothingNew_andReadsWhatItOrdered() {
    OpenMall.Admitted stall = mall.newLowerStore("Stall");
    MallApi.Party seller = new MallApi.Party(stall.store().id(), stall.key());
    Signed<Order> before = ordered(seller, 700);
    JsonMembers kept = api.putStore(owner, seller.id(), "Cut at dawn.", false).require(200).json();
    assertThat(kept.flag("sells")).isFalse();

    assertThat(api.send(api.order(seller, Till.newId(), 700, "x")).code())
        .contains("message-refused");
    api.send(before).require(201);
    assertThat(state(seller, before)).isEqualTo("OPEN");
    assertThat(api.bundle(owner, List.of(MallApi.named(before))).code())
        .contains("message-refused");
    api.putStore(owner, seller.id(), "Cut at dawn.", true).require(200);
    api.bundle(owner, List.of(MallApi.named(before))).require(201);
    assertThat(state(seller, before)).isEqualTo("WAITING");
  }

  @Test
  void store_isPutByItsMallOnly() {
    assertThat(api.putStore(bakery, "bakery", "Mine", true).status()).isEqualTo(404);
    assertThat(api.putStore(owner, "kiosk-1", "Not ours", true).status()).isEqualTo(404);
    assertThat(api.putStore(owner, DemoStore.MALL.id(), "Itself", true).status()).isEqualTo(404);
    assertThat(api.putStore(owner, "bakery", "x".repeat(2001), true).code())
        .contains("message-refused");
  }

  @Test
  void goods_areKeptByTheirOwnStoreOnly() {
    DemoGood good =
        new DemoGood("g-" + Till.newId(), "bakery", "Bread", "", 1, DemoGood.Drawing.LOAF);

    assertThat(api.putGood(books, good).status()).isEqualTo(404);
    api.putGood(bakery, good).require(200);
    assertThat(api.putPicture(books, good.id(), DemoPicture.of(good)).status()).isEqualTo(404);
    assertThat(api.putPicture(bakery, good.id(), new byte[] {1, 2, 3}).code())
        .contains("message-refused");
    api.putPicture(bakery, good.id(), DemoPicture.of(good)).require(200);
  }
}
