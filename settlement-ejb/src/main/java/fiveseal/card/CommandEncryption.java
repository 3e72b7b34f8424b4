package fiveseal.card;

import fiveseal.keys.KeyVault;
import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.card.CardKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * The encryption part (claims 1, 8 and 10): encrypts a command by the key that only the manager and
 * this card share, for this challenge alone.
 */
@ApplicationScoped
public class CommandEncryption {
  @Inject KeyVault vault;

  /** The 64 bytes of EXECUTE. */
  public byte[] encrypt(CardCommand command, ProvenCard card) {
    try (CardKey key = vault.cardKey(card.number(), card.initialize().keyVersion())) {
      return key.seal(command, card.initialize().challenge());
    }
  }
}
