package fiveseal.bureau;

import fiveseal.protocol.CardNumber;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Makes card numbers: the issuer's digits, random ones, and the check digit. */
@ApplicationScoped
public class CardNumbers {
  /** ISO/IEC 7812-1: 9 for national assignment, 392 the country. */
  private static final String ISSUER = "9392";

  private static final long RANDOM_DIGITS_BOUND = 100_000_000_000L;

  private final SecureRandom random = new SecureRandom();

  /** A number that may be somebody's already: whoever keeps it looks. */
  CardNumber next() {
    return CardNumber.withCheckDigit(
        ISSUER + String.format(Locale.ROOT, "%011d", random.nextLong(RANDOM_DIGITS_BOUND)));
  }

  /** So many different ones. */
  Set<CardNumber> next(int count) {
    Set<CardNumber> numbers = new LinkedHashSet<>();
    while (numbers.size() < count) {
      numbers.add(next());
    }
    return numbers;
  }
}
