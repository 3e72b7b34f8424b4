package fiveseal.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Settlements by outcome, for the operator's dashboards. */
@ApplicationScoped
public class PaymentMetrics {
  @Inject MetricRegistry registry;

  void requested() {
    count("requested");
  }

  void completed() {
    count("completed");
  }

  void receipted() {
    count("receipted");
  }

  private void count(String outcome) {
    registry.counter("fiveseal_settlements", new Tag("outcome", outcome)).inc();
  }
}
