package fiveseal.report;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The values of native queries, whatever type the driver gives them. */
final class Rows {
  private Rows() {}

  static long number(Object value) {
    return ((Number) value).longValue();
  }

  static Instant time(Object value) {
    return value instanceof OffsetDateTime time
        ? time.toInstant()
        : ((Timestamp) value).toInstant();
  }
}
