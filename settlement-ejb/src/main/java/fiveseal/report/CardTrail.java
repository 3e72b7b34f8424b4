package fiveseal.report;

import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.CardOrder;
import fiveseal.manager.DecisionProposal;
import fiveseal.manager.Login;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Records who reads or changes which card, before it is done; what is then refused is recorded as
 * that. Cards go by their references here too.
 */
@ApplicationScoped
public class CardTrail {
  @EJB AdminTrail trail;

  void read(Login login, String reference) {
    trail.record(new AdminAct(login, "card-read", reference, ""));
  }

  /** Several cards at once: those that a list shows. */
  void listed(Login login, String which) {
    trail.record(new AdminAct(login, "card-list", which, ""));
  }

  /** What a settlement or value update did to its card. */
  void traced(Login login, String subjectId) {
    trail.record(new AdminAct(login, "card-trace", subjectId, ""));
  }

  <T> T ordered(Login login, String reference, CardOrder order, Supplier<T> work) {
    return new AdminAct(login, "card-order", reference, order.kind()).in(trail, work);
  }

  <T> T proposed(Login login, String reference, DecisionProposal proposal, Supplier<T> work) {
    return new AdminAct(
            login, "card-proposal", reference, proposal.kind() + ": " + proposal.reason())
        .in(trail, work);
  }

  <T> T approved(Login login, String decisionId, Supplier<T> work) {
    return new AdminAct(login, "card-approval", decisionId, "").in(trail, work);
  }
}
