package fiveseal.clientdevice.reader;

import fiveseal.protocol.card.CardChannel;
import java.util.List;
import java.util.Optional;

/** The readers that a device offers. */
public interface CardReaders {
  /**
   * @throws ReaderException {@code reader-failed} if they cannot be asked
   */
  List<ReaderState> all() throws ReaderException;

  /**
   * The way to the card in a reader, now and later: it survives that cards come and go.
   *
   * @return empty for a reader that is not there
   * @throws ReaderException {@code reader-failed} if readers cannot be asked
   */
  Optional<CardChannel> channel(String id) throws ReaderException;
}
