package fiveseal.access;

import fiveseal.keys.KeyVault;
import fiveseal.keys.OneTimeCodes;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One-time codes as the second proof. What the database keeps is a salt; the secret comes of it in
 * the vault, so that neither the database nor a backup of it makes codes.
 */
@Dependent
public class Codes {
  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject KeyVault vault;
  @Inject Accounts accounts;

  /** Whether the user needs no code, or gave one that nobody gave before. */
  boolean letIn(Account account, Optional<String> code, Instant now) {
    return !account.usesCodes() || take(account, code.orElse(""), now);
  }

  /** Whether it is one of the user's codes of now; none is taken twice. */
  boolean take(Account account, String code, Instant now) {
    if (account.codeSalt().isEmpty()) {
      return false;
    }
    byte[] secret = vault.codeSecret(account.codeSalt().get().bytes());
    OptionalLong step = OneTimeCodes.step(secret, code.strip(), now);
    return step.isPresent() && accounts.takeCodeStep(account.userId(), step.getAsLong());
  }

  /** Replaces the user's secret, which is not in use. */
  byte[] renew(Account account) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    accounts.setCodeSalt(account.userId(), CodeSalt.of(salt));
    return vault.codeSecret(salt);
  }
}
