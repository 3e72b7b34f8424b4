package fiveseal.valueupdate;

import fiveseal.audit.Seal;
import fiveseal.card.CommandEncryption;
import fiveseal.card.Draft;
import fiveseal.card.Owner;
import fiveseal.card.OwnerKind;
import fiveseal.card.ProvenCard;
import fiveseal.config.Configuration;
import fiveseal.keys.KeyVault;
import fiveseal.protocol.card.CardCommand;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** Makes message 5 for a card that is there: the command, encrypted, under signature 5. */
@ApplicationScoped
public class UpdateDrafts {
  @Inject UpdateCommands commands;
  @Inject CommandEncryption encryption;
  @Inject CreditBook credits;
  @Inject KeyVault vault;
  @Inject Configuration configuration;

  Draft of(Update update, ProvenCard card, Instant now) {
    CardCommand command = commands.of(update, card);
    byte[] ciphertext = encryption.encrypt(command, card);
    String message5 =
        UpdateOutput.message(
                configuration.managerId(),
                vault.signer(),
                update,
                update.creditId().map(credits::find).flatMap(Credit::settlementId),
                ciphertext,
                now)
            .compact();
    return new Draft(
        new Owner(OwnerKind.UPDATE, update.id()),
        card,
        command,
        ciphertext,
        Seal.VALUE_UPDATE,
        message5);
  }
}
