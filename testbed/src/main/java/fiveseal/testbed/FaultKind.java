package fiveseal.testbed;

import java.util.Locale;

/** What breaks; the columns of the table of faults. */
enum FaultKind {
  REQUEST_LOST,
  ANSWER_LOST,
  TWICE,
  LATE,
  SERVER_KILLED,
  DATABASE_KILLED,
  CARD_TORN_BEFORE,
  CARD_TORN_AFTER,
  STORE_DOWN,
  CLOCKS_OFF,
  DISK_FULL,
  VAULT_AWAY;

  /** As one types it, such as {@code request-lost}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether requests may be answered with 503 while it lasts. */
  boolean isOutage() {
    return this == SERVER_KILLED
        || this == DATABASE_KILLED
        || this == DISK_FULL
        || this == VAULT_AWAY;
  }

  /** Whether an answer may be on its way when it happens, and be lost by it. */
  boolean losesAnswers() {
    return this != DISK_FULL && this != VAULT_AWAY;
  }
}
