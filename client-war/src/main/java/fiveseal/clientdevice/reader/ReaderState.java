package fiveseal.clientdevice.reader;

/**
 * A card reader as it is now.
 *
 * @param id names it in addresses: {@code [a-z0-9-]{1,64}} or as another reader API gave it
 * @param name for people
 * @param atr answer to reset, hex in upper case; empty without a card
 */
public record ReaderState(String id, String name, String atr) {}
