package fiveseal.keys;

import java.security.GeneralSecurityException;
import org.bouncycastle.operator.OperatorCreationException;

/** What is to be changed in a vault. */
@FunctionalInterface
interface VaultChange {

  /**
   * @return whether anything is other than before
   */
  boolean makeIn(VaultEntries entries) throws GeneralSecurityException, OperatorCreationException;
}
