package fiveseal.clientdevice;

import picocli.CommandLine.Command;

/** {@code repair}: ends whatever an earlier run left open with the card. */
@Command(
    name = "repair",
    description = "Presents the card: what was torn is settled, what is due is done.",
    mixinStandardHelpOptions = true)
final class RepairCommand extends DeviceCommand {

  RepairCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Outcome run(Device device) {
    PresentedCard card = device.output().present();
    Screen screen = device.screen();
    screen.say(card.label());
    Doubts.Touched touched = device.doubts().settle(card, Doubts.Wish.ALL);
    screen.say("nothing is open with this card");
    screen.result("cardNumber", card.number().masked());
    screen.result("balance", touched.card().initialize().balance());
    screen.result("currency", card.currency().code());
    return Outcome.DONE;
  }
}
