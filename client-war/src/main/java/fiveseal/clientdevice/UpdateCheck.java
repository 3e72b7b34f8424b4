package fiveseal.clientdevice;

import fiveseal.protocol.Amount;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Verifier;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * The client device's duties with message 5 (claim 9). Each method throws a {@link
 * ProtocolException} with the one true reason; what it returns may be relied on.
 */
public final class UpdateCheck {
  private final PinnedKeys keys;
  private final Verifier verifier;
  private final OwnClock clock;

  UpdateCheck(PinnedKeys keys, InstantSource clock) {
    this.keys = keys;
    this.verifier = new Verifier(keys);
    this.clock = new OwnClock(clock);
  }

  /** Message 5 for a load that this device asked for, before the card sees anything of it. */
  Signed<ValueUpdate> load(String message5, LoadOrder order) {
    Signed<ValueUpdate> signed = sealed(message5);
    ValueUpdate update = signed.message();
    Amount asked = order.amount();
    require(update.updateId().equals(order.updateId()), "it is another update");
    require(update.kind() == UpdateKind.LOAD, "it is no LOAD");
    require(update.amountMinor().equals(OptionalLong.of(asked.minor())), "it tells another amount");
    require(update.currency().equals(asked.currency()), "it tells another currency");
    return signed;
  }

  /**
   * Message 5 that the manager has due for a card, before the card sees anything of it. Nobody
   * asked for it, so what it may be is narrow: it never takes value, it is in the card's own
   * currency, and what it gives fits into a card. Kind and amount are still to be shown.
   */
  Signed<ValueUpdate> due(String message5, PresentedCard card) {
    Signed<ValueUpdate> signed = sealed(message5);
    ValueUpdate update = signed.message();
    require(update.currency().equals(card.currency()), "it is in another currency than the card");
    long balance = card.initialize().balance();
    require(
        balance + update.amountMinor().orElse(0) <= Amount.MAX_MINOR,
        "it gives more than a card can hold");
    return signed;
  }

  private Signed<ValueUpdate> sealed(String message5) {
    keys.managerId();
    Signed<ValueUpdate> signed = verifier.verifyAtIat(message5, ValueUpdate.class);
    clock.requireTimely(signed.message());
    return signed;
  }

  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw ProtocolException.refused(otherwise);
    }
  }
}
