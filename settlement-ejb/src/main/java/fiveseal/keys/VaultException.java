package fiveseal.keys;

/**
 * The vault cannot be opened or made. The message names the property to look at and holds no key
 * material.
 */
public class VaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VaultException(String message) {
    super(message);
  }

  public VaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
