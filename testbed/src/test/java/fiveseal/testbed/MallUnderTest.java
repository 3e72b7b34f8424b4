package fiveseal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import org.jboss.arquillian.container.spi.event.DeployDeployment;
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;
import org.jboss.arquillian.test.spi.event.suite.BeforeSuite;

/**
 * One mall for all container tests: its servers start before the first test class and stop after
 * the last, by the code with which {@code ./fiveseal run} does it, and the application is deployed
 * once.
 */
public final class MallUnderTest implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Servers.class);
  }

  /** Arquillian makes one of it. */
  public static final class Servers {

    private RunningMall mall;
    private boolean deployed;

    /** Before Arquillian looks for its server. */
    public void start(@Observes(precedence = 100) BeforeSuite event) {
      RunFolder folder = TestFolder.folder();
      Progress progress =
          new Progress(System.out, InstantSource.system(), InstantSource.system().instant());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> RunningMall.endServers(folder)));
      RunningMall.endServers(folder);
      startAfresh(folder);
      mall =
          RunningMall.start(
              RunFolder.at(folder.root()),
              TestFolder.ports(),
              TestFolder.built().payaraZip(),
              progress);
      Mall.isServedBy(mall);
    }

    /** Keys, cards and ledger of the last test run are not wanted; unpacked programs are. */
    static void startAfresh(RunFolder folder) {
      try {
        PayaraDomain.deleteTree(folder.database());
        PayaraDomain.deleteTree(folder.vault());
        PayaraDomain.deleteTree(folder.cards());
        PayaraDomain.deleteTree(folder.keys());
        PayaraDomain.deleteTree(folder.logs());
        PayaraDomain.deleteTree(folder.root().resolve("client"));
        PayaraDomain.deleteTree(folder.root().resolve("stores"));
        Files.deleteIfExists(folder.demo());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The first test class deploys; the others find the same application. */
    public void deploy(@Observes(precedence = 100) EventContext<DeployDeployment> context) {
      if (deployed) {
        context.getEvent().getDeployment().deployed();
      } else {
        context.proceed();
        deployed = true;
      }
    }

    /** It stays for the next test class. */
    public void undeploy(@Observes(precedence = 100) EventContext<UnDeployDeployment> context) {
      context.getEvent().getDeployment().undeployed();
    }

    /** After Arquillian let go of it. */
    public void stop(@Observes(precedence = -100) AfterSuite event) {
      if (mall != null) {
        mall.close();
        mall = null;
      }
    }
  }
}
