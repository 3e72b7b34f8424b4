package fiveseal.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An active ISO 4217 currency with a minor unit. The register is a file of our own, since that of
 * the JDK keeps withdrawn currencies and lacks the newest.
 *
 * @param code alphabetic, such as {@code JPY}
 * @param numeric 1 … 999
 * @param digits of the minor unit, 0 … 4
 */
public record IsoCurrency(String code, int numeric, int digits) {
  private static final Map<String, IsoCurrency> BY_CODE = new HashMap<>();
  private static final Map<Integer, IsoCurrency> BY_NUMBER = new HashMap<>();

  static {
    try (InputStream in = IsoCurrency.class.getResourceAsStream("iso-4217.txt");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      reader.lines().filter(line -> !line.startsWith("#")).forEach(IsoCurrency::register);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void register(String line) {
    String[] fields = line.split(" ", -1);
    IsoCurrency currency =
        new IsoCurrency(fields[0], Integer.parseInt(fields[1]), Integer.parseInt(fields[2]));
    BY_CODE.put(currency.code, currency);
    BY_NUMBER.put(currency.numeric, currency);
  }

  /**
   * @throws ProtocolException {@code message-refused} if there is no such active currency
   */
  public static IsoCurrency of(String alphabetic) {
    IsoCurrency currency = BY_CODE.get(alphabetic);
    if (currency == null) {
      throw ProtocolException.refused("not an active ISO 4217 currency with a minor unit");
    }
    return currency;
  }

  /**
   * @throws ProtocolException {@code message-refused} if there is no such active currency
   */
  public static IsoCurrency ofNumeric(int numeric) {
    IsoCurrency currency = BY_NUMBER.get(numeric);
    if (currency == null) {
      throw ProtocolException.refused("not an active ISO 4217 currency with a minor unit");
    }
    return currency;
  }

  @Override
  public String toString() {
    return code;
  }
}
