package fiveseal.cardsim;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The cards in memory, loaded when they are wanted; the one unused for longest goes first. There is
 * never more than one of a card. Its callers take turns.
 */
final class LoadedCards {
  private static final Logger LOG = System.getLogger(LoadedCards.class.getName());

  private final Map<String, StoredCard> cards = new LinkedHashMap<>(16, 0.75f, true);
  private final CardImages images;
  private final int kept;
  private final Predicate<StoredCard> inUse;

  /**
   * @param kept cards that stay in memory, those in use not counted
   * @param inUse whether a card must stay
   */
  LoadedCards(CardImages images, int kept, Predicate<StoredCard> inUse) {
    this.images = images;
    this.kept = kept;
    this.inUse = inUse;
  }

  /**
   * @throws ProtocolException {@code not-found} if there is no such card, {@code unavailable} if it
   *     cannot be loaded
   */
  StoredCard get(CardNumber number) {
    StoredCard loaded = cards.get(number.digits());
    if (loaded != null) {
      return loaded;
    }
    StoredCard card = new StoredCard(number, load(number), images);
    cards.put(number.digits(), card);
    evict(number.digits());
    return card;
  }

  private SimulatedCard load(CardNumber number) {
    try {
      return images
          .load(number)
          .orElseThrow(
              () -> new ProtocolException(ErrorCode.NOT_FOUND, "no simulated card of that number"));
    } catch (IOException e) {
      LOG.log(Level.ERROR, "a simulated card cannot be loaded", e);
      throw new ProtocolException(ErrorCode.UNAVAILABLE, "the simulated card cannot be loaded");
    }
  }

  private void evict(String wanted) {
    int spare = cards.size() - kept;
    Iterator<Map.Entry<String, StoredCard>> oldestFirst = cards.entrySet().iterator();
    while (spare > 0 && oldestFirst.hasNext()) {
      Map.Entry<String, StoredCard> entry = oldestFirst.next();
      if (!entry.getKey().equals(wanted) && !inUse.test(entry.getValue())) {
        entry.getValue().retire();
        oldestFirst.remove();
        spare--;
      }
    }
  }

  int count() {
    return cards.size();
  }
}
