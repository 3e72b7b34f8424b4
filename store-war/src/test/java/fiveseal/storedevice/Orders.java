package fiveseal.storedevice;

import fiveseal.protocol.RequestLine;
import java.time.Instant;
import java.util.List;

/** What the tests' stores sell. */
public final class Orders {
  public static final String MALL = "mall-1";
  public static final StoreIdentity IDENTITY = new StoreIdentity(MALL, TestManager.ID);
  public static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  public static final String SETTLEMENT = "019a0000-0000-7000-8000-000000000001";
  public static final String OTHER_SETTLEMENT = "019a0000-0000-7000-8000-000000000002";

  private Orders() {}

  /** 1980 yen at two lower stores. */
  public static StoreOrder basket(String requestId) {
    return new StoreOrder(
        requestId,
        1980,
        "JPY",
        "Two items",
        List.of(
            new RequestLine("bakery", 480, "Bread", "b-17"),
            new RequestLine("books", 1500, "A novel", "k-9")));
  }

  /** One line of the mall's own. */
  public static StoreOrder simple(String requestId, long amountMinor) {
    return new StoreOrder(
        requestId,
        amountMinor,
        "JPY",
        "An item",
        List.of(new RequestLine(MALL, amountMinor, "An item", requestId)));
  }
}
