package fiveseal.operator.pages;

import fiveseal.manager.Health;
import fiveseal.manager.Operations;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Whether everything works. */
@Named("healthPage")
@RequestScoped
public class HealthPage {
  @EJB private Operations operations;
  @Inject private CurrentLogin login;

  private Health health;

  /** Reads what is shown. */
  public void load() {
    health = operations.health(login.login());
  }

  public Health getHealth() {
    return health;
  }
}
