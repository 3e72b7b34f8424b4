package fiveseal.keys;

import fiveseal.config.VaultSettings;

/** There are no keys in the vault, and they are not made by themselves. */
final class EmptyVaultException extends VaultException {
  private static final long serialVersionUID = 1L;

  EmptyVaultException() {
    super(
        VaultSettings.PATH_PROPERTY
            + ": there are no keys here yet; two operators make them by ./fiveseal keys init");
  }
}
