package fiveseal.operator.pages;

import fiveseal.manager.KeyReport;
import fiveseal.manager.Operations;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The keys in use, by their public data. */
@Named("keysPage")
@RequestScoped
public class KeysPage {
  @EJB private Operations operations;
  @Inject private CurrentLogin login;

  private KeyReport report;

  /** Reads what is shown. */
  public void load() {
    report = operations.keys(login.login());
  }

  public KeyReport getReport() {
    return report;
  }
}
