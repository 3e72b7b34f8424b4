package fiveseal.cardsim;

import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fixed number of readers with simulated cards in and out of them. A card is in one reader at
 * most; whoever puts it into another takes it out of the first, and out means without power.
 */
final class Readers {
  /** T=1 and nothing else (ISO/IEC 7816-3 section 8.2). */
  static final String ATR = "3B80800101";

  private static final class Slot {
    private final String id;
    private final String name;
    private StoredCard card;
    private Fault fault;

    Slot(int number) {
      this.id = "reader-" + number;
      this.name = "Simulated reader " + number;
    }

    Reader reader() {
      return new Reader(id, name, ATR, Optional.ofNullable(card).map(StoredCard::number));
    }
  }

  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private final LoadedCards cards;

  /**
   * @param keptCards cards that stay in memory without being in a reader
   */
  Readers(int count, CardImages images, int keptCards) {
    for (int number = 1; number <= count; number++) {
      Slot slot = new Slot(number);
      slots.put(slot.id, slot);
    }
    this.cards = new LoadedCards(images, keptCards + count, this::isInReader);
  }

  private boolean isInReader(StoredCard card) {
    return slots.values().stream().anyMatch(slot -> slot.card == card);
  }

  synchronized List<Reader> all() {
    return slots.values().stream().map(Slot::reader).toList();
  }

  /**
   * @throws ProtocolException {@code not-found}
   */
  synchronized Reader get(String id) {
    return slot(id).reader();
  }

  /**
   * Puts a card in; the same card again stays as it is.
   *
   * @throws ProtocolException {@code not-found} for an unknown reader or card
   */
  synchronized Reader insert(String id, CardNumber number) {
    Slot slot = slot(id);
    StoredCard card = cards.get(number);
    if (slot.card != card) {
      slots.values().stream().filter(other -> other.card == card).forEach(Readers::empty);
      empty(slot);
      slot.card = card;
    }
    return slot.reader();
  }

  /**
   * Takes the card out, if there is one.
   *
   * @throws ProtocolException {@code not-found} for an unknown reader
   */
  synchronized void remove(String id) {
    empty(slot(id));
  }

  private static void empty(Slot slot) {
    if (slot.card != null) {
      slot.card.powerOff();
      slot.card = null;
    }
  }

  /**
   * Lets power fail during the next command to this reader's card.
   *
   * @throws ProtocolException {@code not-found} for an unknown reader
   */
  synchronized void arm(String id, Fault fault) {
    slot(id).fault = fault;
  }

  /**
   * Commands to different cards run at the same time, to one card one after the other.
   *
   * @return data and status word
   * @throws ProtocolException {@code not-found}, {@code no-card}, {@code card-torn} or {@code
   *     unavailable}
   */
  byte[] transmit(String id, byte[] apdu) {
    StoredCard card;
    Optional<Fault> fault;
    synchronized (this) {
      Slot slot = slot(id);
      card = slot.card;
      if (card == null) {
        throw new ProtocolException(ErrorCode.NO_CARD, ErrorCode.NO_CARD.sentence());
      }
      fault = Optional.ofNullable(slot.fault);
      slot.fault = null;
    }
    return card.transmit(apdu, fault);
  }

  private Slot slot(String id) {
    Slot slot = slots.get(id);
    if (slot == null) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "no such reader");
    }
    return slot;
  }

  synchronized int loadedCards() {
    return cards.count();
  }
}
