package fiveseal.clientdevice;

import fiveseal.protocol.Base64Url;

/**
 * The command of a message 2 or 5 that passed every check. Only the checks of this package make
 * one, and {@link CardOutput} executes nothing else, so no unchecked byte can change a card's value
 * (claims 4 and 9).
 */
public final class CheckedCommand {
  private final String command;

  /**
   * @param command as it stands in the message: base64url of 64 bytes
   */
  CheckedCommand(String command) {
    this.command = command;
  }

  /** The 64 bytes exactly as received; the device has no key to look inside (claim 24). */
  public byte[] bytes() {
    return Base64Url.decode(command);
  }
}
