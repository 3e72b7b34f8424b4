package fiveseal.storedevice;

import fiveseal.protocol.Amount;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/**
 * The settlement request information creation part (claim 17): an order becomes message 1's
 * content, or is refused before anything is signed.
 */
public final class RequestCreation {
  private static final Duration VALIDITY_MAX = Duration.ofHours(24);

  private final StoreIdentity identity;
  private final Duration validity;
  private final InstantSource clock;

  /**
   * @param validity how long the holder has to pay, 1 s … 24 h
   */
  public RequestCreation(StoreIdentity identity, Duration validity, InstantSource clock) {
    if (validity.toSeconds() < 1 || validity.compareTo(VALIDITY_MAX) > 0) {
      throw new IllegalArgumentException("a validity outside 1 second … 24 hours");
    }
    this.identity = identity;
    this.validity = validity;
    this.clock = clock;
  }

  /**
   * @throws ProtocolException {@code message-malformed} for ill-formed ids and texts, {@code
   *     message-refused} for amounts outside 1 … 2147483647, lines that do not add up, an order
   *     reference used twice for one store, or an unknown currency
   */
  public SettlementRequest create(StoreOrder order) {
    Amount amount = Amount.of(order.amountMinor(), order.currency());
    requireUnicode(order.description());
    Set<String> references = new HashSet<>();
    for (RequestLine line : order.lines()) {
      requireUnicode(line.description());
      if (!references.add(line.store() + '/' + line.orderRef())) {
        throw ProtocolException.refused("two lines of one store bear the same orderRef");
      }
    }
    long now = clock.instant().getEpochSecond();
    return new SettlementRequest(
        identity.storeId(),
        identity.managerId(),
        order.requestId(),
        amount,
        order.description(),
        order.lines(),
        now,
        now + validity.toSeconds());
  }

  /** A lone surrogate would silently become a question mark in what is signed. */
  static void requireUnicode(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw ProtocolException.malformed("a text with half a character");
    }
  }
}
