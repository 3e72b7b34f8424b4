package fiveseal.mall;

import fiveseal.manager.http.RateLimit;
import fiveseal.protocol.ProtocolException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What the manager last said of open orders, in this node's memory. However many look at their
 * orders, each is asked for at most every few seconds, and all of them together take no more than a
 * part of what the manager answers to one address: the rest stays for what must get through.
 */
final class LastSaid {
  /** A quarter of what is let through by address, if nothing else is set. */
  private static final int QUESTIONS_PER_MINUTE = 1500;

  private static final long PAUSE_NANOS = Duration.ofSeconds(4).toNanos();
  private static final int ORDERS_MAX = 50_000;
  private static final String ALL = "all";

  private final LongSupplier nanoTime;
  private final RateLimit questions;
  private final Map<String, Said> byRequest = new ConcurrentHashMap<>();

  /**
   * @param nanoTime a monotonic clock
   */
  LastSaid(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.questions = new RateLimit(QUESTIONS_PER_MINUTE, nanoTime);
  }

  /** What came of asking. */
  private record Said(long askedAtNanos, Optional<OrderState> state) {}

  /** Whether the manager may be asked now; who hears yes asks. */
  boolean mayAsk(String requestId) {
    forgetIfTooMany();
    long now = nanoTime.getAsLong();
    boolean[] mine = new boolean[1];
    byRequest.compute(
        requestId,
        (id, said) -> {
          if (said != null && (now - said.askedAtNanos() < PAUSE_NANOS || !isTurn())) {
            return said;
          }
          mine[0] = true;
          return new Said(now, said == null ? Optional.empty() : said.state());
        });
    return mine[0];
  }

  private boolean isTurn() {
    try {
      questions.take(ALL);
      return true;
    } catch (ProtocolException e) {
      return false;
    }
  }

  /** Keeps an answer, or that there was none. */
  void said(String requestId, OrderState state) {
    byRequest.put(requestId, new Said(nanoTime.getAsLong(), Optional.of(state)));
  }

  /** Empty if this node has not heard of it. */
  Optional<OrderState> of(String requestId) {
    return Optional.ofNullable(byRequest.get(requestId)).flatMap(Said::state);
  }

  private void forgetIfTooMany() {
    if (byRequest.size() >= ORDERS_MAX) {
      long now = nanoTime.getAsLong();
      byRequest.values().removeIf(said -> now - said.askedAtNanos() >= PAUSE_NANOS);
      if (byRequest.size() >= ORDERS_MAX) {
        byRequest.clear();
      }
    }
  }
}
