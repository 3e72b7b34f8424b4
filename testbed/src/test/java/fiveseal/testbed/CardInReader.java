package fiveseal.testbed;

import java.io.IOException;
import java.util.HexFormat;

/** The mall's simulated card as a card in a virtual reader: the real applet answers. */
final class CardInReader implements VirtualReaders.VirtualCard {
  private static final HexFormat HEX = HexFormat.of();

  private final CardReaders readers;
  private final String reader;
  private final String cardNumber;

  /**
   * @param reader the simulated one, which holds that card
   */
  CardInReader(CardReaders readers, String reader, String cardNumber) {
    this.readers = readers;
    this.reader = reader;
    this.cardNumber = cardNumber;
  }

  @Override
  public void powerOff() {
    readers.remove(reader);
    readers.insert(reader, cardNumber);
  }

  @Override
  public byte[] transmit(byte[] apdu) throws IOException {
    try {
      return HEX.parseHex(readers.apdu(reader, HEX.formatHex(apdu)));
    } catch (Trouble noResponse) {
      throw new IOException(noResponse);
    }
  }
}
