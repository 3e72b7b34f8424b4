package fiveseal.mall.console;

import fiveseal.manager.SettlementQuery;
import fiveseal.manager.SettlementQuery.Place;
import fiveseal.web.AmountText;
import fiveseal.web.Days;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What somebody looks for, as it stands in the address: the list and the file are made of the same
 * wish. Days are those of a zone, the last one included; what is not understood is named and does
 * not count.
 */
final class SettlementWish {
  private static final int VALUE_MAX = 200;

  /** The fields of the form, in its order. */
  private static final String[] FIELDS = {
    "seller", "state", "from", "to", "least", "most", "order", "request", "id"
  };

  private final Map<String, String> values = new LinkedHashMap<>();
  private final ZoneId zone;
  private final String currency;

  /**
   * @param parameter gives the address's parameters
   * @param currency in which amounts are typed
   */
  SettlementWish(Function<String, String> parameter, ZoneId zone, String currency) {
    this.zone = zone;
    this.currency = currency;
    for (String field : FIELDS) {
      text(parameter.apply(field)).ifPresent(value -> values.put(field, value));
    }
  }

  static Optional<String> text(String value) {
    return Optional.ofNullable(value)
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.length() <= VALUE_MAX);
  }

  /** What stands in a field; empty text if nothing does. */
  String value(String field) {
    return values.getOrDefault(field, "");
  }

  boolean isAnything() {
    return !values.isEmpty();
  }

  /** Whether a field holds what cannot be meant. */
  boolean isWrong(String field) {
    return switch (field) {
      case "from", "to" -> values.containsKey(field) && Days.day(values.get(field)).isEmpty();
      case "least", "most" -> values.containsKey(field) && amount(field).isEmpty();
      default -> false;
    };
  }

  private Optional<String> field(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private OptionalLong amount(String name) {
    return AmountText.minor(values.get(name), currency);
  }

  SettlementQuery query(Place place, int limit) {
    return new SettlementQuery(
        Optional.empty(),
        field("seller"),
        field("state"),
        Days.start(values.get("from"), zone),
        Days.end(values.get("to"), zone),
        amount("least"),
        amount("most"),
        Optional.of(currency),
        field("id"),
        field("request"),
        field("order"),
        place,
        limit);
  }

  /** The address's query with these fields, to be followed by another parameter. */
  String address() {
    StringBuilder address = new StringBuilder("?");
    values.forEach(
        (field, value) ->
            address
                .append(field)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
    return address.toString();
  }
}
