package fiveseal.operator.pages;

import fiveseal.manager.DeliveryPage;
import fiveseal.manager.Operations;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** Deliveries of message 3: those that wait, or those that were taken. */
@Named("deliveriesPage")
@RequestScoped
public class DeliveriesPage {
  private static final int LIMIT = 50;

  @EJB private Operations operations;
  @Inject private CurrentLogin login;

  private boolean taken;
  private String after;
  private DeliveryPage page;

  /** Reads what is shown. */
  public void load() {
    page = operations.deliveries(login.login(), taken, Optional.ofNullable(after), LIMIT);
  }

  public boolean isTaken() {
    return taken;
  }

  public void setTaken(boolean taken) {
    this.taken = taken;
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after;
  }

  public DeliveryPage getPage() {
    return page;
  }

  public String getFirst() {
    return after == null ? null : PageMoves.address("deliveries", "taken", taken);
  }

  public String getNext() {
    return PageMoves.following("deliveries", page.next(), "taken", taken);
  }
}
