package fiveseal.manager;

import jakarta.ejb.Local;

/** Updates of the value in a card by message 5 (claims 8, 9 and 15). */
@Local
public interface ValueUpdates {

  UpdateState request(LoadRequest load);

  /** The same with the card's proof: message 5 at once. */
  String requestAndIssue(LoadRequest load, CardProof proof);

  String issue(String updateId, CardProof proof);

  /**
   * @param answer the 64 bytes of the card's answer
   */
  UpdateState answer(String updateId, long counter, byte[] answer);
}
