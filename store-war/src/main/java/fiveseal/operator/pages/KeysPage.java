package fiveseal.operator.pages;

import fiveseal.manager.KeyCeremonies;
import fiveseal.manager.KeyCeremony;
import fiveseal.manager.KeyReport;
import fiveseal.manager.Operations;
import fiveseal.manager.Role;
import fiveseal.web.Acts;
import fiveseal.web.CurrentLogin;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** The keys in use, by their public data, and what two operators did with them. */
@Named("keysPage")
@RequestScoped
public class KeysPage {
  private static final int CEREMONIES_SHOWN = 20;
  private static final String BACKUP = "BACKUP";

  @EJB private Operations operations;
  @EJB private KeyCeremonies keyCeremonies;
  @Inject private CurrentLogin login;

  private KeyReport report;
  private List<KeyCeremony> ceremonies;

  /** Reads what is shown. */
  public void load() {
    report = operations.keys(login.login());
  }

  public KeyReport getReport() {
    if (report == null) {
      load();
    }
    return report;
  }

  /** The newest first. */
  public List<KeyCeremony> getCeremonies() {
    if (ceremonies == null) {
      ceremonies =
          keyCeremonies.list(login.login(), Optional.empty(), CEREMONIES_SHOWN).ceremonies();
    }
    return ceremonies;
  }

  /** Whether this login may be the second operator; a backup needs the command, and a key. */
  public boolean mayApprove(KeyCeremony ceremony) {
    return login.isMayAct()
        && !ceremony.act().equals(BACKUP)
        && ceremony.mayBeApprovedBy(login.getName());
  }

  /** The second operator's word; it is carried out. */
  @Acts(Role.OPERATOR)
  public void approve(String ceremonyId) {
    keyCeremonies.approve(login.login(), ceremonyId, Optional.empty());
    PageMoves.done("ceremony.approved", "keys");
  }
}
