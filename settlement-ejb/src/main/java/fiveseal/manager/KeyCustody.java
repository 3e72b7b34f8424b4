package fiveseal.manager;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The secret keys in the vault, by their public data.
 *
 * @param keys by kind and number
 */
public record KeyCustody(List<Key> keys) {

  /**
   * One of them.
   *
   * @param kind {@code AUTHORITY}, {@code SIGNING} or {@code CARD_MASTER}
   * @param number within its kind, from 1; of a card master key its version
   * @param kid of a certified key its RFC 7638 thumbprint
   * @param checkValue of a card master key 16 hex digits
   * @param signsFrom seconds UTC, of a certified key
   * @param notAfter seconds UTC, of a certified key
   * @param current whether it is the one that serves now
   */
  public record Key(
      String kind,
      int number,
      Optional<String> kid,
      Optional<String> checkValue,
      OptionalLong signsFrom,
      OptionalLong notAfter,
      boolean current) {}
}
