package fiveseal.operator.pages;

import fiveseal.manager.CompromisedKey;
import fiveseal.manager.CompromisedKind;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which key was stolen and when, as it stands in the address: the page and the file are made of the
 * same wish.
 *
 * @param kind of {@link CompromisedKind}, or null
 * @param key the kid or the version, or null
 * @param at local time, as a browser sends it, or null
 */
record StolenKeyWish(String kind, String key, String at, ZoneId zone) {

  boolean isAnything() {
    return isTyped(kind) || isTyped(key) || isTyped(at);
  }

  private static boolean isTyped(String text) {
    return text != null && !text.isBlank();
  }

  /** Empty if it is not told, or is none. */
  Optional<CompromisedKey> stolen() {
    Optional<CompromisedKind> known =
        Arrays.stream(CompromisedKind.values())
            .filter(each -> each.name().equals(kind))
            .findFirst();
    return known.isEmpty() || !isTyped(key)
        ? Optional.empty()
        : time()
            .map(
                time ->
                    new CompromisedKey(known.get(), key.strip(), time.atZone(zone).toInstant()));
  }

  /** The local time; empty if what was typed is none. */
  Optional<LocalDateTime> time() {
    try {
      return isTyped(at)
          ? Optional.of(LocalDateTime.parse(at.strip()).truncatedTo(ChronoUnit.SECONDS))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
