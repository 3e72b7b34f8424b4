package fiveseal.clientdevice;

import fiveseal.protocol.card.CardChannel;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The parts of a client device, put together for one manager and one reader.
 *
 * @param doubts ends what earlier touches of a card left open
 */
record Device(
    ClientApi api,
    PinnedKeys keys,
    PaymentCheck paymentCheck,
    MessageReceiver receiver,
    CardOutput output,
    Doubts doubts,
    Unfinished unfinished,
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
    PinnedKeys keys = new PinnedKeys(pins, api, screen::notice, clock);
    PaymentCheck paymentCheck = new PaymentCheck(keys, clock);
    MessageReceiver receiver = new MessageReceiver(api, paymentCheck, new UpdateCheck(keys, clock));
    CardOutput output = new CardOutput(reader);
    Unfinished unfinished = new Unfinished(home);
    CardPresentation presentation = new CardPresentation(api, receiver, output, unfinished, screen);
    return new Device(
        api,
        keys,
        paymentCheck,
        receiver,
        output,
        new Doubts(api, output, presentation, unfinished, screen),
        unfinished,
        new PaymentRecords(home),
        screen);
  }
}
