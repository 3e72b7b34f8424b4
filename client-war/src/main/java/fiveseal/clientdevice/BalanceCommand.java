package fiveseal.clientdevice;

import picocli.CommandLine.Command;

/** {@code balance}: what the card itself says. */
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
    PresentedCard card = device.output().present();
    Screen screen = device.screen();
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
}
