package fiveseal.cardsim;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** What simulated cards keep while this process does not run, by card number. */
final class CardImages {
  private static final int LAYOUT_BYTES = 32;

  private final SealedDirectory directory;

  CardImages(SealedDirectory directory) {
    this.directory = directory;
  }

  /**
   * @throws IOException if the image cannot be read or is of another version of the applet
   */
  Optional<SimulatedCard> load(CardNumber number) throws IOException {
    Optional<byte[]> content = directory.read(name(number));
    return content.isPresent() ? Optional.of(card(content.get())) : Optional.empty();
  }

  private static SimulatedCard card(byte[] content) throws IOException {
    byte[] layout = Arrays.copyOf(content, LAYOUT_BYTES);
    byte[] image = Arrays.copyOfRange(content, LAYOUT_BYTES, content.length);
    SimulatedCard blank = new SimulatedCard();
    if (!Arrays.equals(layout, layoutOf(blank))) {
      throw new IOException("a card of another version of the applet");
    }
    return SimulatedCard.of(image);
  }

  /** On the disk when this returns. */
  void save(CardNumber number, SimulatedCard card, byte[] image) throws IOException {
    byte[] content =
        ByteBuffer.allocate(LAYOUT_BYTES + image.length).put(layoutOf(card)).put(image).array();
    directory.write(name(number), content);
    Arrays.fill(content, (byte) 0);
  }

  private String name(CardNumber number) {
    return directory.nameOf("card " + number.digits()) + ".card";
  }

  private static byte[] layoutOf(SimulatedCard card) {
    return Digests.sha256(card.layout().getBytes(UTF_8));
  }
}
