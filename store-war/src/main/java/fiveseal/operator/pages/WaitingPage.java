package fiveseal.operator.pages;

import fiveseal.manager.AgeCounts;
import fiveseal.manager.Books;
import fiveseal.manager.FloatReport;
import fiveseal.manager.Health;
import fiveseal.manager.Operations;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** The operator's first page: what waits, where the money is, whether all is well. */
@Named("waitingPage")
@RequestScoped
public class WaitingPage {
  @EJB private Operations operations;
  @EJB private Books books;
  @Inject private CurrentLogin login;

  private AgeCounts doubts;
  private AgeCounts receipts;
  private Health health;
  private List<FloatReport> floats;

  /** Reads what is shown. */
  public void load() {
    doubts = operations.doubts(login.login(), Optional.empty(), 1).ages();
    receipts = operations.receipts(login.login(), Optional.empty(), 1).ages();
    health = operations.health(login.login());
    floats = books.floats(login.login());
  }

  public AgeCounts getDoubts() {
    return doubts;
  }

  public AgeCounts getReceipts() {
    return receipts;
  }

  public Health getHealth() {
    return health;
  }

  /** What waits of the name that {@link Health.Queue} has. */
  public Health.Queue queue(String name) {
    return health.queues().stream()
        .filter(queue -> queue.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  public List<FloatReport> getFloats() {
    return floats;
  }
}
