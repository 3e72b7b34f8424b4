package fiveseal.protocol;

/** The form of a card command inside messages 2 and 5: 64 bytes, opaque to all but the card. */
final class CommandForm {
  private static final int COMMAND_BYTES = 64;

  private CommandForm() {}

  static void require(String command) {
    if (Base64Url.decode(command).length != COMMAND_BYTES) {
      throw ProtocolException.malformed("command has not 64 bytes");
    }
  }
}
