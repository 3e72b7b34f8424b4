package fiveseal.card;

import fiveseal.keys.KeyVault;
import fiveseal.manager.CardIssuing;
import fiveseal.manager.Personalization;
import fiveseal.protocol.Amount;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.IsoCurrency;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;

/** Issues cards: a number, a row in the register, and the encrypted key for the bureau. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CardIssuingBean implements CardIssuing {
  /** ISO/IEC 7812-1: 9 for national assignment, 392 the country. */
  private static final String ISSUER = "9392";

  private static final long RANDOM_DIGITS_BOUND = 100_000_000_000L;

  private final SecureRandom random = new SecureRandom();

  @Inject KeyVault vault;
  @Inject CardRegister register;

  @Override
  public Personalization issue(String currency, Map<String, Object> bureauKey) {
    String alphabetic = IsoCurrency.of(currency).code();
    CardNumber number =
        CardNumber.withCheckDigit(
            ISSUER + String.format(Locale.ROOT, "%011d", random.nextLong(RANDOM_DIGITS_BOUND)));
    int keyVersion = vault.cardKeyVersion();
    String jwe =
        vault.personalization(
            number, alphabetic, Amount.MAX_MINOR, Amount.MAX_MINOR, keyVersion, bureauKey);
    register.add(number, alphabetic, keyVersion, Amount.MAX_MINOR, Amount.MAX_MINOR);
    return new Personalization(number.digits(), jwe);
  }
}
