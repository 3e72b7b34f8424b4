package fiveseal.clientdevice;

import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.card.LogRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code history}: the last 10 records in the card. */
@Command(
    name = "history",
    description = "Shows the card's last 10 operations, newest first.",
    mixinStandardHelpOptions = true)
final class HistoryCommand extends DeviceCommand {

  HistoryCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Outcome run(Device device) {
    PresentedCard card = device.output().present();
    IsoCurrency currency = card.currency();
    Screen screen = device.screen();
    List<Map<String, Object>> records = new ArrayList<>();
    screen.say(card.label());
    for (LogRecord entry : device.output().log()) {
      screen.say(
          String.format(
              Locale.ROOT,
              "%6d  %-8s %-18s %16s  balance %s",
              entry.counter(),
              entry.operation(),
              entry.result(),
              entry.amount() == 0 ? "" : AmountText.of(entry.amount(), currency),
              AmountText.of(entry.balanceAfter(), currency)));
      Map<String, Object> member = new LinkedHashMap<>();
      member.put("counter", entry.counter());
      member.put("operation", entry.operation().name());
      member.put("result", entry.result().name());
      member.put("amount", entry.amount());
      member.put("balanceAfter", entry.balanceAfter());
      records.add(member);
    }
    screen.result("cardNumber", card.number().masked());
    screen.result("currency", currency.code());
    screen.result("records", records);
    return Outcome.DONE;
  }
}
