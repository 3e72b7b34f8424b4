package fiveseal.report;

import java.time.Instant;
import java.util.Locale;

/**
 * The time in a settlement's id (UUIDv7): ids are in the order of time, so that a range of time is
 * a range of ids and the index by id serves both.
 */
final class IdTime {
  private static final int MILLIS_DIGITS = 12;
  private static final int FIRST_PART = 8;
  private static final int HEX = 16;
  private static final long MILLIS_MAX = 0xFFFF_FFFF_FFFFL;

  private IdTime() {}

  /** The time in an id, to the millisecond. */
  static Instant of(String id) {
    return Instant.ofEpochMilli(
        Long.parseLong(
            id.substring(0, FIRST_PART) + id.substring(FIRST_PART + 1, MILLIS_DIGITS + 1), HEX));
  }

  /** Not greater than any id of that time or later, greater than every id before. */
  static String first(Instant time) {
    long millis = Math.min(MILLIS_MAX, Math.max(0, ceiling(time)));
    String digits = String.format(Locale.ROOT, "%012x", millis);
    return digits.substring(0, FIRST_PART)
        + '-'
        + digits.substring(FIRST_PART)
        + "-0000-0000-000000000000";
  }

  private static long ceiling(Instant time) {
    if (time.isAfter(Instant.ofEpochMilli(MILLIS_MAX))) {
      return MILLIS_MAX;
    }
    if (time.isBefore(Instant.EPOCH)) {
      return 0;
    }
    long millis = time.toEpochMilli();
    return Instant.ofEpochMilli(millis).isBefore(time) ? millis + 1 : millis;
  }
}
