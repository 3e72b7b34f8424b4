package fiveseal.clientdevice;

import fiveseal.clientdevice.reader.CardReaders;
import fiveseal.clientdevice.reader.ReaderState;
import fiveseal.protocol.card.CardChannel;
import java.util.List;
import java.util.Optional;

/**
 * A single reader behind another reader API, such as a simulated one, for an agent on a machine
 * without PC/SC. Its card is taken to be there: only a command would tell.
 *
 * @param atr of simulated cards, hex
 */
record OneHttpReader(String id, String atr, HttpReader reader) implements CardReaders {

  @Override
  public List<ReaderState> all() {
    return List.of(new ReaderState(id, "Reader " + id, atr));
  }

  @Override
  public Optional<CardChannel> channel(String wanted) {
    return wanted.equals(id) ? Optional.of(reader) : Optional.empty();
  }
}
