package fiveseal.config;

/** A property is missing or wrong; the message names it and never shows a secret. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }
}
