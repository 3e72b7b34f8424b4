package fiveseal.valueupdate;

import fiveseal.card.ProvenCard;
import fiveseal.keys.KeyVault;
import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.card.CardKey;
import fiveseal.protocol.card.Operation;
import fiveseal.protocol.card.TransactionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes the card's command out of a value update (claims 8 and 10). */
@ApplicationScoped
public class UpdateCommands {
  @Inject KeyVault vault;

  /**
   * @param card the card that proved itself; its counter is the command's
   */
  CardCommand of(Update update, ProvenCard card) {
    return switch (update.kind()) {
      case LOAD, REFUND ->
          command(update, card, Operation.CREDIT, update.amountMinor(), CardCommand.noParameter());
      case VOID -> command(update, card, Operation.VOID, 0, CardCommand.noParameter());
      case BLOCK -> command(update, card, Operation.BLOCK, 0, CardCommand.noParameter());
      case UNBLOCK -> command(update, card, Operation.UNBLOCK, 0, CardCommand.noParameter());
      case LIMITS ->
          command(
              update,
              card,
              Operation.LIMITS,
              0,
              CardCommand.limits(update.balanceLimit(), update.amountLimit()));
      case REKEY -> rekey(update, card);
    };
  }

  private CardCommand rekey(Update update, ProvenCard card) {
    try (CardKey key = vault.cardKey(card.number(), update.newKeyVersion())) {
      return key.rekey(
          update.newKeyVersion(),
          update.currency().numeric(),
          card.initialize().counter(),
          TransactionId.ofUpdate(update.id()));
    }
  }

  private static CardCommand command(
      Update update, ProvenCard card, Operation operation, long amount, byte[] parameter) {
    return new CardCommand(
        operation,
        update.currency().numeric(),
        amount,
        card.initialize().counter(),
        TransactionId.ofUpdate(update.id()),
        parameter);
  }
}
