package fiveseal.manager.shop;

import java.util.List;
import java.util.Optional;

/**
 * A shopper's basket as it is now.
 *
 * @param orderId of the order that it becomes, empty as long as nothing was ever put in
 * @param lines by lower store
 */
public record Basket(Optional<String> orderId, List<BasketLine> lines) {
  /** What nobody has put anything into. */
  public static final Basket EMPTY = new Basket(Optional.empty(), List.of());

  public Basket {
    lines = List.copyOf(lines);
  }

  /** What all that can be bought costs now, in minor units. */
  public long amountMinor() {
    return lines.stream()
        .filter(line -> line.good().buyable())
        .mapToLong(BasketLine::amountMinor)
        .sum();
  }

  /** Of the goods in it, which all have the same; empty if there are none. */
  public Optional<String> currency() {
    return lines.stream().findFirst().map(line -> line.good().currency());
  }

  /** How many things are in it. */
  public int count() {
    return lines.stream().mapToInt(BasketLine::quantity).sum();
  }

  /** Whether it can be ordered as it is: nothing in it has changed, all of it can be bought. */
  public boolean orderable() {
    return !lines.isEmpty()
        && lines.stream().allMatch(line -> line.good().buyable() && !line.priceChanged());
  }
}
