package fiveseal.testbed.simulator.world;

import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Signer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A store's device: it signs requests, takes completions, signs receipts, by its own clock. */
final class Till {
  private final String storeId;
  private final String managerId;
  private final List<String> lowerStores;
  private final Signer signer;
  private final Function<String, Signer> lowerSigners;
  private final SimulatedClock clock;
  private final List<Sale> sales = new ArrayList<>();
  private boolean down;
  private int made;

  Till(
      String storeId,
      String managerId,
      List<String> lowerStores,
      Signer signer,
      Function<String, Signer> lowerSigners,
      SimulatedClock clock) {
    this.storeId = storeId;
    this.managerId = managerId;
    this.lowerStores = List.copyOf(lowerStores);
    this.signer = signer;
    this.lowerSigners = lowerSigners;
    this.clock = clock;
  }

  String storeId() {
    return storeId;
  }

  SimulatedClock clock() {
    return clock;
  }

  boolean isDown() {
    return down;
  }

  void setDown(boolean down) {
    this.down = down;
  }

  List<Sale> sales() {
    return sales;
  }

  /** A new basket, one line or a few of its lower stores. */
  Sale sell(Chance chance, String currency) {
    List<RequestLine> lines = new ArrayList<>();
    long total = 0;
    int count = lowerStores.isEmpty() ? 1 : 1 + chance.below(3);
    for (int i = 0; i < count; i++) {
      String seller =
          lowerStores.isEmpty() || chance.percent(20) ? storeId : chance.of(lowerStores);
      long amount = chance.between(1, 1500);
      lines.add(new RequestLine(seller, amount, "goods", storeId + "-o" + made + "-" + i));
      total += amount;
    }
    long now = clock.instant().getEpochSecond();
    long lifetime = chance.percent(50) ? chance.between(60, 1800) : chance.between(1800, 86_000);
    made++;
    SettlementRequest request =
        new SettlementRequest(
            storeId,
            managerId,
            storeId + "-r" + made,
            Amount.of(total, currency),
            "basket",
            lines,
            now,
            now + lifetime);
    Sale sale = new Sale(this, Signed.by(signer, request));
    sales.add(sale);
    return sale;
  }

  /** The same request signed again: another signature, the same message. */
  String signedAgain(Sale sale) {
    return Signed.by(signer, sale.request().message()).compact();
  }

  Optional<Sale> find(String requestId) {
    return sales.stream().filter(sale -> sale.name().equals(requestId)).findFirst();
  }

  /** Whether this very message 3 is here already. */
  boolean hasTaken(String message3) {
    return sales.stream().anyMatch(sale -> sale.completion().filter(message3::equals).isPresent());
  }

  /** Checks message 3 as a store must, and keeps it. */
  Sale take(String message3) {
    Signed<SettlementCompletion> completion = Signed.parse(message3, SettlementCompletion.class);
    SettlementCompletion said = completion.message();
    Violation.unless(
        said.aud().equals(storeId), "completion to its store", () -> said.aud() + " at " + storeId);
    Sale sale =
        find(said.requestId())
            .orElseThrow(() -> new Violation("completion of a sale", said.requestId()));
    Violation.unless(
        said.amount().equals(sale.request().message().amount()),
        "completion has the amount asked for",
        () -> sale.name());
    sale.learn(said.settlementId());
    sale.complete(message3);
    return sale;
  }

  /** Message 4 for a completion that is here. */
  String receipt(Sale sale) {
    if (sale.receipt().isEmpty()) {
      Signed<SettlementCompletion> completion =
          Signed.parse(sale.completion().orElseThrow(), SettlementCompletion.class);
      SettlementRequest request = sale.request().message();
      SettlementReceipt receipt =
          new SettlementReceipt(
              storeId,
              managerId,
              completion.message().settlementId(),
              request.requestId(),
              Base64Url.encode(completion.digest()),
              "n-" + sale.name(),
              request.amount(),
              request.lines().stream()
                  .map(
                      line ->
                          new ReceiptLine(line.store(), line.amountMinor(), "n-" + line.orderRef()))
                  .toList(),
              clock.instant().getEpochSecond());
      sale.setReceipt(Signed.by(signer, receipt).compact());
    }
    return sale.receipt().orElseThrow();
  }

  String cancellation(Sale sale) {
    long now = clock.instant().getEpochSecond();
    return Signed.by(signer, new CancelRequest(storeId, managerId, sale.name(), now, now + 3600))
        .compact();
  }

  /**
   * A refund of some of the lines.
   *
   * @param by whose key signs: this store, or a lower one for its own lines
   */
  String refund(
      String refundId, String settlementId, List<RefundLine> lines, String currency, String by) {
    long now = clock.instant().getEpochSecond();
    long total = lines.stream().mapToLong(RefundLine::amountMinor).sum();
    return Signed.by(
            by.equals(storeId) ? signer : lowerSigners.apply(by),
            new RefundRequest(
                by,
                managerId,
                refundId,
                settlementId,
                Amount.of(total, currency),
                lines,
                now,
                now + 3600))
        .compact();
  }
}
