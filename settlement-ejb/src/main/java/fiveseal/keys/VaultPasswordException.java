package fiveseal.keys;

/**
 * The vault refuses its password or PIN. The same one is not tried again: a token is locked after a
 * few wrong ones.
 */
final class VaultPasswordException extends VaultException {
  private static final long serialVersionUID = 1L;

  VaultPasswordException(String message, Throwable cause) {
    super(message, cause);
  }
}
