package fiveseal.testbed;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Before any test: which folder and which ports the mall under test will have. Arquillian reads
 * them while it starts itself, hence before its own events. Nothing is started here.
 */
public final class TestFolder implements LauncherSessionListener {

  private static final String TOP = "fiveseal.top";
  private static final String PORT = "fiveseal.it.http-port";

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (System.getProperty(TOP) == null) {
      return;
    }
    Ports ports = freePorts();
    System.setProperty(PORT, Integer.toString(ports.http()));
    System.setProperty("fiveseal.it.admin-port", Integer.toString(ports.admin()));
    RunFolder folder = folder();
    System.setProperty("fiveseal.it.payara", folder.payara().toString());
    System.setProperty("fiveseal.it.admin-password", secrets(folder).of(PayaraServer.ADMIN));
  }

  /** The built files. */
  static BuiltFiles built() {
    return new BuiltFiles(Path.of(System.getProperty(TOP)));
  }

  static RunFolder folder() {
    return RunFolder.at(Path.of(System.getProperty(TOP), "testbed", "target", "mall-under-test"));
  }

  static Secrets secrets(RunFolder folder) {
    return new Secrets(folder.secrets(), new SecureRandom());
  }

  static Ports ports() {
    return new Ports(Integer.getInteger(PORT));
  }

  /** For a mall beside the one under test, whose ports are taken when it starts. */
  static Ports furtherPorts() {
    return freePorts(ports().http());
  }

  /**
   * Below the ports that the system gives to outgoing connections, so that nobody takes them now.
   */
  static Ports freePorts() {
    return freePorts(0);
  }

  private static Ports freePorts(int kept) {
    int offset = (int) (ProcessHandle.current().pid() % 1000);
    for (int i = 0; i < 1000; i++) {
      Ports ports = new Ports(20_000 + (offset + i) % 1000 * 10);
      if (ports.http() != kept && ports.areFree()) {
        return ports;
      }
    }
    throw new IllegalStateException("no four free ports beside each other");
  }
}
