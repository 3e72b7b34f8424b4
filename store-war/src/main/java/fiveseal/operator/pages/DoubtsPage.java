package fiveseal.operator.pages;

import fiveseal.manager.DoubtPage;
import fiveseal.manager.Operations;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** What only cards know, longest in doubt first. */
@Named("doubtsPage")
@RequestScoped
public class DoubtsPage {
  private static final int LIMIT = 50;

  @EJB private Operations operations;
  @Inject private CurrentLogin login;

  private String after;
  private DoubtPage page;

  /** Reads what is shown. */
  public void load() {
    page = operations.doubts(login.login(), Optional.ofNullable(after), LIMIT);
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after;
  }

  public DoubtPage getPage() {
    return page;
  }

  public String getFirst() {
    return after == null ? null : PageMoves.address("doubts");
  }

  public String getNext() {
    return PageMoves.following("doubts", page.next());
  }
}
