package fiveseal.testbed.simulator.world;

import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A sale as its store and its holder know it: message 1 and what was heard of it since. */
final class Sale {
  private final Till till;
  private final Signed<SettlementRequest> request;
  private Optional<String> settlementId = Optional.empty();
  private final Set<String> completions = new HashSet<>();
  private Optional<String> receipt = Optional.empty();

  Sale(Till till, Signed<SettlementRequest> request) {
    this.till = till;
    this.request = request;
  }

  Till till() {
    return till;
  }

  Signed<SettlementRequest> request() {
    return request;
  }

  String name() {
    return request.message().requestId();
  }

  Optional<String> settlementId() {
    return settlementId;
  }

  boolean isPast(Instant time) {
    return time.getEpochSecond() > request.message().exp();
  }

  /** Someone was told the settlement's id; it is the same for ever. */
  void learn(String id) {
    Violation.unless(
        settlementId.isEmpty() || settlementId.get().equals(id),
        "one id, one response",
        () -> name() + " has two settlements");
    settlementId = Optional.of(id);
  }

  /** The store has message 3; there is only one. */
  void complete(String message3) {
    completions.add(message3);
    Violation.unless(
        completions.size() == 1, "one completion", () -> name() + " has two different completions");
  }

  Optional<String> completion() {
    return completions.stream().findFirst();
  }

  Optional<String> receipt() {
    return receipt;
  }

  void setReceipt(String message4) {
    receipt = Optional.of(message4);
  }
}
