package fiveseal.operator.pages;

import fiveseal.manager.CardFiles;
import fiveseal.manager.CardPage;
import fiveseal.manager.WaitingDecisions;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds cards by their last four digits, and shows the decisions that wait. */
@Named("cardsPage")
@RequestScoped
public class CardsPage {
  private static final int LIMIT = 50;
  private static final Pattern FOUR_DIGITS = Pattern.compile("[0-9]{4}");

  @EJB private CardFiles files;
  @Inject private CurrentLogin login;

  private String lastFour;
  private String after;
  private CardPage found;
  private WaitingDecisions waiting;

  /** Reads what is shown; nothing is searched for with other than four digits. */
  public void load() {
    if (isSearched() && isFourDigits()) {
      found = files.find(login.login(), lastFour, Optional.ofNullable(after), LIMIT);
    }
    waiting = files.waiting(login.login(), Optional.empty(), LIMIT);
  }

  public String getLastFour() {
    return lastFour;
  }

  public void setLastFour(String lastFour) {
    this.lastFour = lastFour == null ? null : lastFour.strip();
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after;
  }

  public boolean isSearched() {
    return lastFour != null && !lastFour.isEmpty();
  }

  public boolean isFourDigits() {
    return FOUR_DIGITS.matcher(lastFour).matches();
  }

  public List<CardPage.CardRow> getCards() {
    return found == null ? List.of() : found.cards();
  }

  public List<WaitingDecisions.Waiting> getWaiting() {
    return waiting.decisions();
  }

  public String getFirst() {
    return after == null ? null : PageMoves.address("cards", "lastFour", lastFour);
  }

  public String getNext() {
    return found == null ? null : PageMoves.following("cards", found.next(), "lastFour", lastFour);
  }
}
