package fiveseal.operator.pages;

import fiveseal.manager.DeliveryLog;
import fiveseal.manager.Operations;
import fiveseal.manager.Role;
import fiveseal.web.Acts;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/** One delivery with every attempt, and the wish to deliver again. */
@Named("deliveryLogPage")
@ViewScoped
public class DeliveryLogPage implements Serializable {
  private static final long serialVersionUID = 1;

  @EJB private Operations operations;
  @Inject private CurrentLogin login;

  private String id;
  private transient DeliveryLog log;

  /** Reads what is shown. */
  public void load() {
    log = operations.delivery(login.login(), id == null ? "" : id);
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  /** The log; read again where an action was refused. */
  public DeliveryLog getLog() {
    if (log == null) {
      load();
    }
    return log;
  }

  @Acts(Role.OPERATOR)
  public void resend() {
    log = null;
    operations.resend(login.login(), id);
    PageMoves.done("delivery.resent", "delivery", "id", id);
  }
}
