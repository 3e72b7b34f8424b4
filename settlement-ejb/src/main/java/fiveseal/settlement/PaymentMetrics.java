package fiveseal.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Settlements by outcome and the time of each step, for the operator's dashboards. */
@ApplicationScoped
public class PaymentMetrics {
  @Inject MetricRegistry registry;

  /** Counts a settlement that was asked for, for the first time. */
  void requested() {
    count("requested");
  }

  /** Counts a settlement that the card's answer completed. */
  void completed() {
    count("completed");
  }

  /** Counts a settlement that the card declined. */
  void declined() {
    count("declined");
  }

  /** Counts a settlement that was debited after its store had cancelled. */
  void reversed() {
    count("reversed");
  }

  /** Counts a settlement whose receipt came. */
  void receipted() {
    count("receipted");
  }

  private void count(String outcome) {
    registry.counter("fiveseal_settlements", new Tag("outcome", outcome)).inc();
  }

  /** Times one step of a payment, refusals included. */
  <T> T timed(String step, Supplier<T> work) {
    Timer.Context timer = registry.timer("fiveseal_payment_step", new Tag("step", step)).time();
    try {
      return work.get();
    } finally {
      timer.stop();
    }
  }
}
