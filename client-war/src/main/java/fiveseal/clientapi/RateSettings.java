package fiveseal.clientapi;

import java.util.function.ToIntBiFunction;
import org.eclipse.microprofile.config.Config;

/**
 * How often, per minute and node; each 1 or more.
 *
 * @param perAddress requests from one address
 * @param perCard requests that bring one card's proof
 * @param perFundingRefused refused fundings from one address
 */
record RateSettings(int perAddress, int perCard, int perFundingRefused) {
  private static final String PREFIX = "fiveseal.rate.";

  static RateSettings read(Config config) {
    ToIntBiFunction<String, Integer> rate =
        (name, byDefault) -> {
          int value = config.getOptionalValue(PREFIX + name, Integer.class).orElse(byDefault);
          if (value < 1) {
            throw new IllegalArgumentException(PREFIX + name + " must be 1 or more: " + value);
          }
          return value;
        };
    return new RateSettings(
        rate.applyAsInt("per-address-per-minute", 6000),
        rate.applyAsInt("per-card-per-minute", 600),
        rate.applyAsInt("funding-refused-per-minute", 60));
  }
}
