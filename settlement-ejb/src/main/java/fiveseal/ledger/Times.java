package fiveseal.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times of native queries, whatever type the driver gives them. */
final class Times {
  private Times() {}

  static Instant of(Object value) {
    return value instanceof OffsetDateTime time
        ? time.toInstant()
        : ((Timestamp) value).toInstant();
  }
}
