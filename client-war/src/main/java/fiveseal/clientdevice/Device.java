package fiveseal.clientdevice;

import fiveseal.protocol.card.CardChannel;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The parts of a client device, put together for one manager and one reader.
 *
 * @param presentation answers what the manager wants of a card beyond the payment
 */
record Device(
    ClientApi api,
    PinnedKeys keys,
    PaymentCheck paymentCheck,
    MessageReceiver receiver,
    CardOutput output,
    CardPresentation presentation,
    PaymentRecords records,
    Screen screen) {

  static Device of(
      ServerConnection server,
      PinFile pins,
      CardChannel reader,
      Path home,
      Screen screen,
      InstantSource clock) {
    ClientApi api = new ClientApi(server);
    PinnedKeys keys = new PinnedKeys(pins, api, screen::notice);
    PaymentCheck paymentCheck = new PaymentCheck(keys, clock);
    MessageReceiver receiver = new MessageReceiver(api, paymentCheck, new UpdateCheck(keys, clock));
    CardOutput output = new CardOutput(reader);
    return new Device(
        api,
        keys,
        paymentCheck,
        receiver,
        output,
        new CardPresentation(api, receiver, output, screen),
        new PaymentRecords(home),
        screen);
  }
}
