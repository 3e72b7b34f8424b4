package fiveseal.card;

import fiveseal.keys.KeyVault;
import fiveseal.manager.CardProof;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.Initialize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Checks INITIALIZE's MAC before anything is done for a card. All that is wrong has one error, so
 * that nobody learns which numbers exist.
 */
@ApplicationScoped
public class CardProofs {
  @Inject KeyVault vault;
  @Inject CardRegister register;
  @Inject StolenMasters stolen;

  /**
   * @throws ProtocolException {@code card-not-proven}, or {@code key-version} if the card proved
   *     itself under another version than it last did, or than an unresolved REKEY gives; {@code
   *     card-stopped} if somebody else has the master key of that version
   */
  public ProvenCard prove(CardProof proof) {
    CardNumber number = new CardNumber(proof.cardNumber());
    Initialize initialize = parse(proof.data());
    Card card = register.find(number.digits()).orElse(null);
    if (card == null || !proves(number, initialize)) {
      throw notProven();
    }
    if (!card.mayProve(initialize.keyVersion())) {
      throw new ProtocolException(
          ErrorCode.KEY_VERSION, "the card last proved key version " + card.keyVersion());
    }
    if (stolen.has(initialize.keyVersion())) {
      throw new ProtocolException(
          ErrorCode.CARD_STOPPED, "others can pretend to be this card: it has to be replaced");
    }
    return new ProvenCard(number, initialize);
  }

  private static Initialize parse(byte[] data) {
    try {
      return Initialize.parse(data);
    } catch (ProtocolException e) {
      throw notProven();
    }
  }

  /** The same words whatever is wrong, so that nobody learns which numbers exist. */
  public static ProtocolException notProven() {
    return new ProtocolException(
        ErrorCode.CARD_NOT_PROVEN, "these are not this card's number and bytes");
  }

  private boolean proves(CardNumber number, Initialize initialize) {
    try (CardKey key = vault.cardKey(number, initialize.keyVersion())) {
      return key.proves(initialize);
    } catch (ProtocolException e) {
      if (e.code() == ErrorCode.KEY_VERSION) {
        return false;
      }
      throw e;
    }
  }
}
