package fiveseal.keys;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Opens the vault at start instead of at the first payment, and records its public keys. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class VaultOpening {
  private static final Logger LOG = System.getLogger(VaultOpening.class.getName());

  @Inject KeyVault vault;
  @EJB ManagerKeyHistory history;

  @PostConstruct
  void open() {
    try {
      if (vault.usable()) {
        history.record();
      }
    } catch (RuntimeException e) {
      // The node comes up and is not ready; readiness tries again.
      LOG.log(Level.ERROR, "The vault's public keys could not be recorded", e);
    }
  }
}
