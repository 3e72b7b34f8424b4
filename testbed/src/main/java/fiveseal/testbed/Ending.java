package fiveseal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;

/**
 * Sees to it that nothing stays behind, however the program ends: Ctrl-C, a signal, or by itself.
 */
final class Ending implements AutoCloseable {

  private final RunFolder folder;
  private final Thread hook;
  private final CountDownLatch never = new CountDownLatch(1);

  private Ending(RunFolder folder) {
    this.folder = folder;
    this.hook = new Thread(this::endServers, "ending");
  }

  /** From now on a signal ends the servers of that folder. */
  static Ending of(RunFolder folder) {
    Ending ending = new Ending(folder);
    Runtime.getRuntime().addShutdownHook(ending.hook);
    return ending;
  }

  /** Waits for a signal. */
  void await() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void endServers() {
    notReady();
    RunningMall.endServers(folder);
  }

  private void notReady() {
    try {
      Files.deleteIfExists(folder.ready());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    notReady();
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
