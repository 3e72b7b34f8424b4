package fiveseal.keys;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the vault works, holds all keys on record, and all that it holds are on record. */
@Readiness
@ApplicationScoped
public class VaultReadiness implements HealthCheck {
  private static final Logger LOG = System.getLogger(VaultReadiness.class.getName());

  @Inject KeyVault vault;
  @EJB VaultFollowing following;
  @EJB ManagerKeyHistory history;

  @Override
  public HealthCheckResponse call() {
    following.follow();
    return HealthCheckResponse.named("key-vault").status(isReady()).build();
  }

  private boolean isReady() {
    try {
      if (!vault.usable()) {
        return false;
      }
      history.record();
      return true;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The keys in the vault are not those on record, or nobody knows", e);
      return false;
    }
  }
}
