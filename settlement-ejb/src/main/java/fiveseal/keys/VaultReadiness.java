package fiveseal.keys;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the vault works and others can find its public keys in the database. */
@Readiness
@ApplicationScoped
public class VaultReadiness implements HealthCheck {
  private static final Logger LOG = System.getLogger(VaultReadiness.class.getName());

  @Inject KeyVault vault;
  @EJB ManagerKeyHistory history;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("key-vault").status(vault.usable() && recorded()).build();
  }

  private boolean recorded() {
    try {
      history.record();
      return true;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The vault's public keys are not recorded", e);
      return false;
    }
  }
}
