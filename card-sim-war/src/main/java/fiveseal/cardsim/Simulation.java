package fiveseal.cardsim;

import fiveseal.manager.CardIssuing;
import fiveseal.protocol.CardNumber;
import java.io.Closeable;
import java.io.IOException;

/** The readers and cards of one directory, and the bureau that adds cards to it. */
final class Simulation implements Closeable {
  private static final int KEPT_CARDS = 64;

  private final SealedDirectory directory;
  private final Readers readers;
  private final Bureau bureau;

  private Simulation(SealedDirectory directory, Readers readers, Bureau bureau) {
    this.directory = directory;
    this.readers = readers;
    this.bureau = bureau;
  }

  /**
   * @throws IOException if the directory cannot be used
   */
  static Simulation open(SimulatorSettings settings) throws IOException {
    SealedDirectory directory = SealedDirectory.open(settings.path(), settings.password());
    try {
      CardImages images = new CardImages(directory);
      return new Simulation(
          directory,
          new Readers(settings.readers(), images, KEPT_CARDS),
          Bureau.open(directory, images));
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  Readers readers() {
    return readers;
  }

  CardNumber issue(CardIssuing issuing, String currency) throws IOException {
    return bureau.issue(issuing, currency);
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
