package fiveseal.report;

import fiveseal.manager.Login;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Records who read or changed which card. */
@ApplicationScoped
public class CardTrail {
  private static final Logger LOG = System.getLogger(CardTrail.class.getName());

  /**
   * @param act what was done
   * @param reference of the card
   */
  void record(Login login, String act, String reference) {
    LOG.log(Level.INFO, "{0} {1} card {2}", login.name(), act, reference);
  }
}
