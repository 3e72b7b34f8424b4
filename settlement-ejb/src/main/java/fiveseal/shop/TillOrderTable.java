package fiveseal.shop;

import fiveseal.manager.shop.TillOrder;
import fiveseal.manager.shop.TillOrderPage;
import fiveseal.protocol.ProtocolException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How tills' orders are written, once, and read. */
final class TillOrderTable {
  private static final String TILL_ORDER =
      "SELECT t.store_id, s.shown, t.till_id, t.message, t.amount, t.currency, t.description,"
          + " t.received_at, t.expires_at, b.order_id FROM shop.till_order t"
          + " JOIN shop.lower_store s ON s.store_id = t.store_id"
          // One by one for what is shown: together they would be held against all that was bundled.
          + " LEFT JOIN LATERAL (SELECT n.order_id FROM shop.till_bundle n"
          + " WHERE n.store_id = t.store_id AND n.till_id = t.till_id LIMIT 1) b ON true";

  /** Seconds, store, its order: where a page ended. */
  private static final Pattern AFTER =
      Pattern.compile("([0-9]{1,12})~([A-Za-z0-9._-]{1,64})~([A-Za-z0-9._-]{1,64})");

  private TillOrderTable() {}

  /** Whether it was written; if not, there is one under its id. */
  static boolean write(ShopDatabase.Session session, TillOrder order) throws SQLException {
    return session.update(
            "INSERT INTO shop.till_order (store_id, till_id, message, amount, currency,"
                + " description, received_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (store_id, till_id) DO NOTHING",
            order.storeId(),
            order.orderId(),
            order.message(),
            order.amountMinor(),
            order.currency(),
            order.description(),
            order.receivedAt().atOffset(ZoneOffset.UTC),
            order.expiresAt().atOffset(ZoneOffset.UTC))
        == 1;
  }

  static Optional<TillOrder> byId(
      ShopDatabase.Session session, Conditions whose, String orderId, StoreRoll roll)
      throws SQLException {
    whose.and("t.till_id = ?", orderId);
    return session.one(TILL_ORDER + whose, row -> tillOrder(row, roll), whose.values());
  }

  /** Open ones, those that stay open longest first. */
  static TillOrderPage open(
      ShopDatabase.Session session,
      Conditions whose,
      StoreRoll roll,
      Optional<String> text,
      Optional<String> after,
      int limit,
      Instant now)
      throws SQLException {
    whose.and("b.order_id IS NULL").and("t.expires_at > ?", now.atOffset(ZoneOffset.UTC));
    text.map(wanted -> wanted.strip().toLowerCase(Locale.ROOT))
        .filter(wanted -> !wanted.isEmpty())
        .ifPresent(
            wanted ->
                whose.and(
                    "(strpos(lower(t.till_id || ' ' || t.description), ?) > 0"
                        + " OR t.store_id = ANY (?))",
                    wanted,
                    roll.named(wanted)));
    after.ifPresent(cursor -> after(whose, cursor));
    List<TillOrder> found =
        session.list(
            TILL_ORDER
                + whose
                + " ORDER BY t.expires_at DESC, t.store_id DESC, t.till_id DESC LIMIT ?",
            row -> tillOrder(row, roll),
            whose.values(limit + 1));
    if (found.size() <= limit) {
      return new TillOrderPage(found, Optional.empty());
    }
    TillOrder last = found.get(limit - 1);
    return new TillOrderPage(
        found.subList(0, limit),
        Optional.of(
            last.expiresAt().getEpochSecond() + "~" + last.storeId() + "~" + last.orderId()));
  }

  private static void after(Conditions whose, String cursor) {
    Matcher parts = AFTER.matcher(cursor);
    if (!parts.matches()) {
      throw ProtocolException.refused("there is no such page");
    }
    whose.and(
        "(t.expires_at, t.store_id, t.till_id) < (?, ?, ?)",
        Instant.ofEpochSecond(Long.parseLong(parts.group(1))).atOffset(ZoneOffset.UTC),
        parts.group(2),
        parts.group(3));
  }

  private static TillOrder tillOrder(ResultSet row, StoreRoll roll) throws SQLException {
    String storeId = row.getString("store_id");
    return new TillOrder(
        storeId,
        roll.name(storeId),
        row.getBoolean("shown") && roll.sells(storeId),
        row.getString("till_id"),
        row.getString("message"),
        row.getLong("amount"),
        row.getString("currency"),
        row.getString("description"),
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getString("order_id")));
  }
}
