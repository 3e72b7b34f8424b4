package fiveseal.operator.pages;

import fiveseal.manager.Period;
import fiveseal.web.Days;
import java.time.ZoneId;

/**
 * Of which days a statement is wanted, as it stands in the address: the page and the file are made
 * of the same wish. The last day is included; what is no day is named and does not count.
 *
 * @param from first day, or null
 * @param to last day, or null
 */
record StatementWish(String from, String to, ZoneId zone) {

  boolean isAnything() {
    return isTyped(from) || isTyped(to);
  }

  boolean isFromWrong() {
    return isWrong(from);
  }

  boolean isToWrong() {
    return isWrong(to);
  }

  private static boolean isWrong(String day) {
    return isTyped(day) && Days.day(day).isEmpty();
  }

  private static boolean isTyped(String day) {
    return day != null && !day.isBlank();
  }

  Period period() {
    return new Period(Days.start(from, zone), Days.end(to, zone));
  }
}
