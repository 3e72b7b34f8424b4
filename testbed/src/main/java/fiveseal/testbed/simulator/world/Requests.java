package fiveseal.testbed.simulator.world;

import fiveseal.manager.CardProof;
import fiveseal.manager.CounterAnswer;
import fiveseal.manager.LoadRequest;
import fiveseal.manager.Payment;
import fiveseal.manager.Presentations;
import fiveseal.manager.Presented;
import fiveseal.manager.RequestedSettlement;
import fiveseal.manager.Reversals;
import fiveseal.manager.Settlements;
import fiveseal.manager.UpdateState;
import fiveseal.manager.ValueUpdates;
import fiveseal.protocol.Base64Url;
import java.util.List;
import java.util.stream.Collectors;

/** The requests to the manager's interfaces, as the HTTP edge passes them on. */
final class Requests {
  private Requests() {}

  private static String proofId(CardProof proof) {
    return proof.cardNumber() + ' ' + Base64Url.encode(proof.data());
  }

  private static String shown(CardProof proof) {
    return "card " + proof.cardNumber().substring(12);
  }

  /** Message 1. */
  static Request settlement(Sale sale, String message1) {
    return new Request(
        Step.P1,
        "request " + sale.name(),
        "P1 " + sale.name(),
        true,
        manager -> {
          RequestedSettlement made = manager.bean(Settlements.class).request(message1);
          return made.settlementId()
              + '|'
              + made.state()
              + '|'
              + made.payUrl()
              + '|'
              + made.expiresAt();
        });
  }

  /** Message 1 with the card's proof. */
  static Request settlementWithCard(Sale sale, CardProof proof) {
    String message1 = sale.request().compact();
    return new Request(
        Step.P2,
        "request and issue " + sale.name() + " to " + shown(proof),
        "P2 " + sale.name() + ' ' + proofId(proof),
        true,
        manager -> manager.bean(Settlements.class).requestAndIssue(message1, proof));
  }

  static Request issue(Sale sale, CardProof proof) {
    String id = sale.settlementId().orElseThrow();
    return new Request(
        Step.P2,
        "issue " + sale.name() + " to " + shown(proof),
        "P2 " + sale.name() + ' ' + proofId(proof),
        true,
        manager -> manager.bean(Settlements.class).issue(id, proof));
  }

  static Request paymentAnswer(Sale sale, String settlementId, long counter, byte[] answer) {
    return new Request(
        Step.P4,
        "answer of counter " + counter + " for " + sale.name(),
        "P4 " + settlementId + ' ' + counter + ' ' + Base64Url.encode(answer),
        false,
        manager -> {
          Payment payment = manager.bean(Settlements.class).answer(settlementId, counter, answer);
          return payment.state() + '|' + payment.completion().orElse("");
        });
  }

  static Request receipt(Sale sale, String settlementId, String message4) {
    return new Request(
        Step.P6,
        "receipt of " + sale.name(),
        "P6 " + settlementId,
        true,
        manager -> manager.bean(Settlements.class).receipt(settlementId, message4));
  }

  static Request completion(Sale sale, String settlementId) {
    return new Request(
        Step.P5,
        "fetch the completion of " + sale.name(),
        "fetch " + settlementId,
        false,
        manager ->
            manager
                .bean(Settlements.class)
                .completion(sale.till().storeId(), settlementId)
                .orElse(""));
  }

  static Request load(LoadRequest load) {
    return new Request(
        Step.U1,
        "load " + load.updateId().substring(24),
        "U1 " + load.updateId(),
        true,
        manager -> {
          UpdateState state = manager.bean(ValueUpdates.class).request(load);
          return state.updateId() + '|' + state.state();
        });
  }

  static Request loadWithCard(LoadRequest load, CardProof proof) {
    return new Request(
        Step.U2,
        "load and issue " + load.updateId().substring(24) + " to " + shown(proof),
        "U2 " + load.updateId() + ' ' + proofId(proof),
        true,
        manager -> manager.bean(ValueUpdates.class).requestAndIssue(load, proof));
  }

  static Request issueLoad(LoadRequest load, CardProof proof) {
    return new Request(
        Step.U2,
        "issue load " + load.updateId().substring(24) + " to " + shown(proof),
        "U2 " + load.updateId() + ' ' + proofId(proof),
        true,
        manager -> manager.bean(ValueUpdates.class).issue(load.updateId(), proof));
  }

  static Request loadAnswer(String updateId, long counter, byte[] answer) {
    return new Request(
        Step.U4,
        "answer of counter " + counter + " for update " + updateId.substring(24),
        "U4 " + updateId + ' ' + counter + ' ' + Base64Url.encode(answer),
        false,
        manager -> {
          UpdateState state = manager.bean(ValueUpdates.class).answer(updateId, counter, answer);
          return state.updateId() + '|' + state.state();
        });
  }

  /** A presentation; its body is the wanted counters, message 5 or nothing. */
  static Request presentation(CardProof proof, List<CounterAnswer> answers) {
    return new Request(
        answers.isEmpty() ? Step.U2 : Step.U4,
        "present "
            + shown(proof)
            + answers.stream().map(a -> " answer " + a.counter()).collect(Collectors.joining()),
        "present "
            + proofId(proof)
            + answers.stream()
                .map(a -> a.counter() + Base64Url.encode(a.answer()))
                .collect(Collectors.joining()),
        false,
        manager -> {
          Presented presented = manager.bean(Presentations.class).present(proof, answers);
          return presented.wanted().stream().map(Object::toString).collect(Collectors.joining(","))
              + '|'
              + presented.update().orElse("");
        });
  }

  static Request cancellation(Sale sale, String message) {
    return new Request(
        Step.OTHER,
        "cancel " + sale.name(),
        "cancel " + sale.name(),
        false,
        manager -> manager.bean(Reversals.class).cancel(message).state());
  }

  static Request refund(String refundId, String message) {
    return new Request(
        Step.OTHER,
        "refund " + refundId,
        "refund " + refundId,
        true,
        manager -> {
          var state = manager.bean(Reversals.class).refund(message);
          return state.refundId() + '|' + state.state();
        });
  }
}
