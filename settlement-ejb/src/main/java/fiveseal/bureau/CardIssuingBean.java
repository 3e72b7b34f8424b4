package fiveseal.bureau;

import fiveseal.card.CardRegister;
import fiveseal.keys.BlankCards;
import fiveseal.keys.KeyVault;
import fiveseal.manager.CardIssuing;
import fiveseal.manager.Personalization;
import fiveseal.protocol.Amount;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.UuidV7;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/**
 * Issues single cards: a number, the file for the bureau that a batch of one would have, and a row
 * in the register without waiting for a report.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CardIssuingBean implements CardIssuing {
  private static final String BUREAU = "test-cards";

  @Inject KeyVault vault;
  @Inject CardNumbers numbers;
  @Inject CardBatchStore batches;
  @Inject CardRegister register;
  @Inject UuidV7 ids;

  @Override
  public Personalization issue(String currency, Map<String, Object> bureauKey) {
    String alphabetic = IsoCurrency.of(currency).code();
    CardNumber number = ofNoBatch();
    int keyVersion = vault.cardKeyVersion();
    BlankCards card =
        new BlankCards(
            ids.next(),
            BUREAU,
            alphabetic,
            Amount.MAX_MINOR,
            Amount.MAX_MINOR,
            keyVersion,
            List.of(number));
    String jwe = vault.personalization(card, bureauKey);
    register.add(number, alphabetic, keyVersion, Amount.MAX_MINOR, Amount.MAX_MINOR);
    return new Personalization(number.digits(), jwe);
  }

  /** Whether a card has it already is told when it is added. */
  private CardNumber ofNoBatch() {
    CardNumber number = numbers.next();
    while (batches.has(number)) {
      number = numbers.next();
    }
    return number;
  }
}
