package fiveseal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The values of native queries, whatever type the driver gives them. */
final class Columns {
  private Columns() {}

  static Instant time(Object value) {
    return value instanceof OffsetDateTime time
        ? time.toInstant()
        : ((Timestamp) value).toInstant();
  }
}
