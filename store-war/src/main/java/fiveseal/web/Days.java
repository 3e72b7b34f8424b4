package fiveseal.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Days as a browser's date field sends them; they begin at midnight in a zone. */
public final class Days {
  private static final int YEAR_MAX = 9_999;

  private Days() {}

  /** Empty if it is no day, or nothing. */
  public static Optional<LocalDate> day(String typed) {
    try {
      return Optional.ofNullable(typed)
          .map(String::strip)
          .filter(text -> !text.isEmpty())
          .map(LocalDate::parse)
          .filter(day -> day.getYear() <= YEAR_MAX);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Its first moment. */
  public static Optional<Instant> start(String typed, ZoneId zone) {
    return day(typed).map(day -> day.atStartOfDay(zone).toInstant());
  }

  /** The first moment behind it. */
  public static Optional<Instant> end(String typed, ZoneId zone) {
    return day(typed).map(day -> day.plusDays(1).atStartOfDay(zone).toInstant());
  }
}
