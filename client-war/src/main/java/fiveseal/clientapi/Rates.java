package fiveseal.clientapi;

import fiveseal.manager.http.RateLimit;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;

/** How often one address, one card and one guesser of vouchers may come, on this node. */
@ApplicationScoped
public class Rates {
  private final RateLimit addresses;
  private final RateLimit cards;
  private final RateLimit refusedFundings;

  public Rates() {
    RateSettings settings = RateSettings.read(ConfigProvider.getConfig());
    addresses = new RateLimit(settings.perAddress(), System::nanoTime);
    cards = new RateLimit(settings.perCard(), System::nanoTime);
    refusedFundings = new RateLimit(settings.perFundingRefused(), System::nanoTime);
  }

  /**
   * @throws fiveseal.protocol.ProtocolException {@code too-many-requests}
   */
  public void address(String address) {
    addresses.take(address);
  }

  /**
   * @throws fiveseal.protocol.ProtocolException {@code too-many-requests}
   */
  public void card(String cardNumber) {
    cards.take(cardNumber);
  }

  /**
   * Does what may be refused for its funding, unless this address was refused too often.
   *
   * @throws fiveseal.protocol.ProtocolException {@code too-many-requests}
   */
  public <T> T funded(String address, Supplier<T> work) {
    refusedFundings.check(address);
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (Problem.of(e).code() == ErrorCode.FUNDING_REFUSED) {
        refusedFundings.take(address);
      }
      throw e;
    }
  }
}
