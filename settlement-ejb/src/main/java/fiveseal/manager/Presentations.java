package fiveseal.manager;

import jakarta.ejb.Local;
import java.util.List;

/** Presentations of a card: how every doubt ends with the card's own word (protocol section 3). */
@Local
public interface Presentations {

  /**
   * Takes the card's proof and the answers that were wanted before; names the answers that are
   * wanted now, or gives the next message 5 that is due.
   *
   * @param answers taken one after the other before anything else is looked at
   * @throws fiveseal.protocol.ProtocolException {@code card-not-proven}, {@code key-version},
   *     {@code answer-not-accepted} if an answer proves nothing here, {@code card-stopped}, {@code
   *     counter-gap}, {@code stale-counter}
   */
  Presented present(CardProof proof, List<CounterAnswer> answers);
}
