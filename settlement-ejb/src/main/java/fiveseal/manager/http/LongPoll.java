package fiveseal.manager.http;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for something to come, without holding an HTTP thread meanwhile. */
public final class LongPoll {
  private static final long PAUSE_MILLIS = 100;

  private final ScheduledExecutorService scheduler;

  /**
   * @param scheduler the container's own, since {@code look} may want transactions and beans
   */
  public LongPoll(ScheduledExecutorService scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * Answers as soon as {@code look} finds an answer or refuses; with {@code notYet} when the time
   * is over.
   *
   * @param waitSeconds 0 … 30
   */
  public void answer(
      AsyncResponse response,
      int waitSeconds,
      Supplier<Optional<Response>> look,
      ErrorCode notYet) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(waitSeconds);
    new Turn(response, end, look, notYet).run();
  }

  private final class Turn implements Runnable {
    private final AsyncResponse response;
    private final long endNanos;
    private final Supplier<Optional<Response>> look;
    private final ErrorCode notYet;

    Turn(
        AsyncResponse response,
        long endNanos,
        Supplier<Optional<Response>> look,
        ErrorCode notYet) {
      this.response = response;
      this.endNanos = endNanos;
      this.look = look;
      this.notYet = notYet;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // each turn ends itself and plans the next
    public void run() {
      if (response.isDone()) {
        return;
      }
      try {
        Optional<Response> found = look.get();
        long leftNanos = endNanos - System.nanoTime();
        if (found.isPresent()) {
          response.resume(found.get());
        } else if (leftNanos <= 0) {
          response.resume(new ProtocolException(notYet, notYet.sentence()));
        } else {
          long pause = Math.min(leftNanos, TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
          scheduler.schedule(this, pause, TimeUnit.NANOSECONDS);
        }
      } catch (RejectedExecutionException e) {
        response.resume(new ProtocolException(ErrorCode.UNAVAILABLE, "this node is stopping"));
      } catch (RuntimeException e) {
        response.resume(e);
      }
    }
  }
}
