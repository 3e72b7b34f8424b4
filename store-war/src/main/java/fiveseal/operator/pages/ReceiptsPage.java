package fiveseal.operator.pages;

import fiveseal.manager.Operations;
import fiveseal.manager.OutstandingReceiptPage;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** What is paid and not receipted, longest completed first. */
@Named("receiptsPage")
@RequestScoped
public class ReceiptsPage {
  private static final int LIMIT = 50;

  @EJB private Operations operations;
  @Inject private CurrentLogin login;

  private String after;
  private OutstandingReceiptPage page;

  /** Reads what is shown. */
  public void load() {
    page = operations.receipts(login.login(), Optional.ofNullable(after), LIMIT);
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after;
  }

  public OutstandingReceiptPage getPage() {
    return page;
  }

  public String getFirst() {
    return after == null ? null : PageMoves.address("receipts");
  }

  public String getNext() {
    return PageMoves.following("receipts", page.next());
  }
}
