package fiveseal.testbed;

import java.time.InstantSource;
import java.util.Map;

/**
 * Fills the mall's shop, as its stores' own programs would: each signs with its own key, over the
 * mall's interface.
 */
final class DemoShop {

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "bakery", "Bread and buns, baked in the house. 自家製のパン。",
          "books", "New and old books on two floors. 新刊と古本。",
          "flowers", "Flowers of the season. 季節の花。");

  private final RunFolder folder;
  private final MallApi mall;

  /** By the system's clock. */
  DemoShop(RunFolder folder, Http http) {
    this(folder, http, InstantSource.system());
  }

  /**
   * @param clock of the stores, which sign by it
   */
  DemoShop(RunFolder folder, Http http, InstantSource clock) {
    this.folder = folder;
    this.mall = new MallApi(http, DemoStore.MALL.id(), clock);
  }

  /** What is there already is set to the same again. */
  void fill() {
    MallApi.Party owner = party(DemoStore.MALL);
    for (DemoStore store : DemoStore.MALL.lowerStores()) {
      mall.putStore(owner, store.id(), DESCRIPTIONS.get(store.id()), true).require(200);
    }
    for (DemoGood good : DemoGood.ALL) {
      MallApi.Party seller = party(storeOf(good));
      mall.putGood(seller, good).require(200);
      mall.putPicture(seller, good.id(), DemoPicture.of(good)).require(200);
    }
  }

  private static DemoStore storeOf(DemoGood good) {
    return DemoStore.ALL.stream()
        .filter(store -> store.id().equals(good.store()))
        .findFirst()
        .orElseThrow();
  }

  /** A store that signs with its key of the folder. */
  MallApi.Party party(DemoStore store) {
    return new MallApi.Party(store.id(), DemoKeys.of(store, folder));
  }

  MallApi mall() {
    return mall;
  }
}
