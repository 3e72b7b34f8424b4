package fiveseal.clientdevice;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/** A client device between a fake manager and a fake card. */
final class DeviceBench implements AutoCloseable {
  final FakeManager manager = new FakeManager(FakeManager.NOW);
  final FakeCard card = new FakeCard(manager.cardKey, 10_000);
  final Path home;
  private final StringWriter out = new StringWriter();

  DeviceBench(Path home) throws Exception {
    this.home = home;
  }

  /** The device as if started anew: only its home folder stays. */
  Device device() {
    return device(true, "");
  }

  Device deviceWith(FakeCard other) {
    return device(other, true, "");
  }

  Device device(boolean yes, String typed) {
    return device(card, yes, typed);
  }

  private Device device(FakeCard inReader, boolean yes, String typed) {
    Screen screen =
        new Screen(new PrintWriter(out), new BufferedReader(new StringReader(typed)), yes, false);
    return Device.of(
        new ServerConnection(ServerConnection.plainHttp(), manager.base(), List.of(Duration.ZERO)),
        new PinFile(home, manager.base()),
        inReader,
        home,
        screen,
        InstantSource.fixed(manager.now));
  }

  Outcome pay() {
    return new Payment(device(), 0).pay(FakeManager.ID);
  }

  Outcome load(LoadOrder order) {
    return new Load(device()).load(order);
  }

  /** {@code balance} or {@code repair}: whoever is not in a queue at a till. */
  Doubts.Touched touch() {
    Device device = device();
    return device.doubts().settle(device.output().present(), Doubts.Wish.ALL);
  }

  /** How often the holder was told that, word for word. */
  int told(String sentence) {
    return out.toString().split(Pattern.quote(sentence), -1).length - 1;
  }

  /** All that the holder was shown. */
  String shown() {
    return out.toString();
  }

  @Override
  public void close() {
    manager.close();
  }
}
