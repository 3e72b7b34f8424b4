package fiveseal.operator.pages;

import fiveseal.manager.Operations;
import fiveseal.manager.Trace;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Everything on record of a settlement or value update. */
@Named("tracePage")
@RequestScoped
public class TracePage {
  @EJB private Operations operations;
  @Inject private CurrentLogin login;

  private String id;
  private Trace trace;

  /** Reads what is shown. */
  public void load() {
    trace = operations.trace(login.login(), id == null ? "" : id.strip());
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public Trace getTrace() {
    return trace;
  }
}
