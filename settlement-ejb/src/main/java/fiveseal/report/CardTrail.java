package fiveseal.report;

import fiveseal.manager.AdminTrail;
import fiveseal.manager.CardOrder;
import fiveseal.manager.DecisionProposal;
import fiveseal.manager.Login;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Records who reads or changes which card, before it is done: an entry may stand for something that
 * then failed, nothing is done without an entry. Cards go by their references here too.
 */
@ApplicationScoped
public class CardTrail {
  @EJB AdminTrail trail;

  void read(Login login, String reference) {
    record(login, "card-read", reference, "");
  }

  void ordered(Login login, String reference, CardOrder order) {
    record(login, "card-order", reference, order.kind());
  }

  void proposed(Login login, String reference, DecisionProposal proposal) {
    record(login, "card-proposal", reference, proposal.kind() + ": " + proposal.reason());
  }

  void approved(Login login, String decisionId) {
    record(login, "card-approval", decisionId, "");
  }

  private void record(Login login, String what, String subject, String detail) {
    trail.record(login, what, subject, detail);
  }
}
