package fiveseal.testbed;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A store of the demo.
 *
 * @param mall the mall a lower store belongs to
 * @param commissionPerMille what the mall keeps of a lower store's sales
 * @param feePerMille what the operator keeps
 */
record DemoStore(
    String id, String name, Optional<String> mall, int commissionPerMille, int feePerMille) {

  static final DemoStore MALL = new DemoStore("mall-1", "Sakura Mall", Optional.empty(), 0, 10);
  static final DemoStore KIOSK = new DemoStore("kiosk-1", "Station Kiosk", Optional.empty(), 0, 10);

  /** In the order in which they must be registered. */
  static final List<DemoStore> ALL =
      List.of(
          MALL,
          lower("bakery", "Bakery"),
          lower("books", "Books"),
          lower("flowers", "Flowers"),
          KIOSK);

  private static DemoStore lower(String id, String name) {
    return new DemoStore(id, name, Optional.of(MALL.id), 50, 10);
  }

  /** Its lower stores. */
  List<DemoStore> lowerStores() {
    return ALL.stream().filter(store -> store.mall.equals(Optional.of(id))).toList();
  }

  Path keyFile(RunFolder folder) {
    return (mall.isPresent() ? folder.lowerKeys() : folder.keys()).resolve(id + ".pem");
  }
}
