package fiveseal.clientdevice;

import picocli.CommandLine.Command;

/**
 * {@code balance}: what the card itself says, after what is due was done with it. The card's word
 * needs no manager, so one that does not answer or refuses is told and nothing more.
 */
@Command(
    name = "balance",
    description = "Shows the card's balance.",
    mixinStandardHelpOptions = true)
final class BalanceCommand extends DeviceCommand {

  BalanceCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Outcome run(Device device) {
    Screen screen = device.screen();
    PresentedCard card = settled(device, device.output().present());
    long balance = card.initialize().balance();
    screen.say(card.label());
    screen.say("balance " + AmountText.of(balance, card.currency()));
    screen.say("state   " + card.initialize().state());
    screen.result("cardNumber", card.number().masked());
    screen.result("balance", balance);
    screen.result("currency", card.currency().code());
    screen.result("state", card.initialize().state().name());
    return Outcome.DONE;
  }

  private static PresentedCard settled(Device device, PresentedCard card) {
    try {
      return device.doubts().settle(card, Doubts.Wish.ALL).card();
    } catch (DeviceException e) {
      if (e.outcome() != Outcome.UNREACHABLE && e.outcome() != Outcome.SERVER) {
        throw e;
      }
      device.screen().notice(e.getMessage());
      return device.output().present();
    }
  }
}
