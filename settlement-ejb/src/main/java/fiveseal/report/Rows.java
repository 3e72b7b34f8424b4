package fiveseal.report;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;

/** The values of native queries, whatever type the driver gives them. */
final class Rows {
  private Rows() {}

  /** The first so many rows, as what they mean. */
  static <T> List<T> page(List<?> rows, int limit, Function<Object[], T> meaning) {
    return rows.stream().limit(limit).map(row -> meaning.apply((Object[]) row)).toList();
  }

  static long number(Object value) {
    return ((Number) value).longValue();
  }

  static Instant time(Object value) {
    return value instanceof OffsetDateTime time
        ? time.toInstant()
        : ((Timestamp) value).toInstant();
  }
}
