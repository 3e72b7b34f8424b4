package fiveseal.report;

import fiveseal.manager.CardDecision;
import fiveseal.manager.CardFile;
import fiveseal.manager.CardFiles;
import fiveseal.manager.CardHistory;
import fiveseal.manager.CardLife;
import fiveseal.manager.CardOrder;
import fiveseal.manager.CardPage;
import fiveseal.manager.CardView;
import fiveseal.manager.DecisionProposal;
import fiveseal.manager.Login;
import fiveseal.manager.UpdateState;
import fiveseal.manager.WaitingDecisions;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The operator's card files: who may open them, and the record of it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CardFilesDesk implements CardFiles {
  private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9]{4}");

  @EJB CardLife life;
  @Inject CardStore store;
  @Inject CardTrail trail;

  @Override
  public CardPage find(Login login, String lastFour, Optional<String> after, int limit) {
    OperatorsOnly.read(login);
    if (!FOUR_DIGITS.matcher(lastFour).matches()) {
      throw ProtocolException.malformed("these are not four digits");
    }
    trail.listed(login, "…" + lastFour);
    String behind = after.map(this::number).orElse("");
    List<?> rows = store.found(lastFour, behind, limit + 1);
    List<CardPage.CardRow> cards = Rows.page(rows, limit, CardRows::card);
    return new CardPage(
        cards,
        rows.size() > limit ? Optional.of(cards.get(limit - 1).reference()) : Optional.empty());
  }

  private String number(String reference) {
    return store.number(reference).orElseThrow(OperatorsOnly::nothing);
  }

  @Override
  public CardFile open(Login login, String reference) {
    OperatorsOnly.read(login);
    String number = number(reference);
    trail.read(login, reference);
    Object[] rest = store.rest(number);
    return new CardFile(
        reference,
        life.show(number),
        rest[2] == null ? OptionalLong.empty() : OptionalLong.of(Rows.number(rest[2])),
        Optional.ofNullable((String) rest[1]).map(store::reference),
        Rows.page(store.owed(number), Integer.MAX_VALUE, CardRows::owed),
        Rows.time(rest[0]).getEpochSecond());
  }

  @Override
  public CardView view(Login login, String cardNumber) {
    OperatorsOnly.read(login);
    CardView card = life.show(cardNumber);
    trail.read(login, store.reference(cardNumber));
    return card;
  }

  @Override
  public UpdateState order(Login login, CardOrder order) {
    OperatorsOnly.act(login);
    return trail.ordered(
        login, reference(order.cardNumber()), order, () -> life.order(order, login.name()));
  }

  @Override
  public CardDecision propose(Login login, DecisionProposal proposal) {
    OperatorsOnly.act(login);
    return trail.proposed(
        login,
        reference(proposal.cardNumber()),
        proposal,
        () -> life.propose(proposal, login.name()));
  }

  /** Of a card that exists. */
  private String reference(String cardNumber) {
    life.show(cardNumber);
    return store.reference(cardNumber);
  }

  @Override
  public String cardOf(Login login, String subjectId) {
    OperatorsOnly.read(login);
    return store.reference(store.ofSubject(subjectId).orElseThrow(OperatorsOnly::nothing));
  }

  @Override
  public CardHistory history(Login login, String reference, OptionalLong before, int limit) {
    OperatorsOnly.read(login);
    List<?> rows = store.history(number(reference), before.orElse(Long.MAX_VALUE), limit + 1);
    List<CardHistory.Event> events = Rows.page(rows, limit, CardRows::event);
    return new CardHistory(
        events,
        rows.size() > limit
            ? OptionalLong.of(events.get(limit - 1).number())
            : OptionalLong.empty());
  }

  @Override
  public UpdateState order(
      Login login,
      String reference,
      String kind,
      OptionalLong balanceLimitMinor,
      OptionalLong amountLimitMinor) {
    OperatorsOnly.act(login);
    return order(
        login, new CardOrder(number(reference), kind, balanceLimitMinor, amountLimitMinor));
  }

  @Override
  public CardDecision propose(
      Login login,
      String reference,
      String kind,
      Optional<String> successor,
      boolean closeDoubts,
      String reason) {
    OperatorsOnly.act(login);
    return propose(
        login, new DecisionProposal(kind, number(reference), successor, closeDoubts, reason));
  }

  @Override
  public CardDecision approve(Login login, String decisionId) {
    OperatorsOnly.act(login);
    return trail.approved(login, decisionId, () -> life.approve(decisionId, login.name()));
  }

  @Override
  public WaitingDecisions waiting(Login login, Optional<String> after, int limit) {
    OperatorsOnly.read(login);
    List<?> rows = store.waiting(after.orElse(""), limit + 1);
    List<WaitingDecisions.Waiting> decisions =
        Rows.page(
            rows, limit, row -> CardRows.waiting(row, store.reference((String) row[2]), login));
    return new WaitingDecisions(
        decisions,
        rows.size() > limit
            ? Optional.of(decisions.get(limit - 1).decision().decisionId())
            : Optional.empty());
  }
}
