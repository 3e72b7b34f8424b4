package fiveseal.testbed;

import fiveseal.config.VaultSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the mall, shows a payment, and stays until it is stopped. */
@Command(name = "run", description = "Start the mall, show a payment, stay until Ctrl-C.")
final class RunCommand implements Callable<Integer> {

  @Option(names = "--http-port", defaultValue = "8080", description = "the next three are used too")
  private int httpPort;

  @Option(names = "--data", required = true, description = "folder of everything that stays")
  private Path data;

  @Option(names = "--once", description = "stop after the payment; exit 0 if everything verified")
  private boolean once;

  @Option(names = "--vault", description = "bcfks (default) or pkcs11: a token of SoftHSM")
  private VaultSettings.Type vault;

  @Option(names = "--top", required = true, hidden = true)
  private Path top;

  @Option(names = "--since", hidden = true, description = "epoch seconds at which waiting began")
  private long since;

  @Override
  public Integer call() {
    InstantSource clock = InstantSource.system();
    Progress progress =
        new Progress(System.out, clock, since > 0 ? Instant.ofEpochSecond(since) : clock.instant());
    Ports ports = new Ports(httpPort);
    RunFolder folder = RunFolder.at(data);
    BuiltFiles built = new BuiltFiles(top);
    try (Ending ending = Ending.of(folder);
        RunningMall mall =
            RunningMall.start(folder, ports, built.payaraZip(), progress, vault(folder))) {
      mall.deploy(built.ear(), progress);
      Http http = new Http(mall.baseUrl());
      OperatorApi operator = new OperatorApi(http, mall.secrets().of(Settings.OPERATOR_TOKEN));
      new Demo(folder, mall.secrets(), built, http, operator, progress).run();
      Files.writeString(folder.ready(), ProcessHandle.current().pid() + "\n");
      showAddresses(progress, mall.baseUrl(), folder);
      if (!once) {
        ending.await();
      }
      return 0;
    } catch (IOException e) {
      throw new Trouble("The folder " + folder.root() + " cannot be written to.", e);
    }
  }

  /** The vault's settings; a mall stays with what it began with. */
  private Map<String, String> vault(RunFolder folder) {
    boolean token = SoftHsm.isIn(folder);
    boolean file = Files.exists(folder.vaultFile());
    if ((vault == VaultSettings.Type.BCFKS && token)
        || (vault == VaultSettings.Type.PKCS11 && file)) {
      throw new Trouble(
          "The mall in "
              + folder.root()
              + " keeps its keys in "
              + (token ? "a token" : "a file")
              + ": leave --vault out, or give another --data.");
    }
    return token || vault == VaultSettings.Type.PKCS11 ? SoftHsm.settings(folder) : Map.of();
  }

  private static void showAddresses(Progress progress, String baseUrl, RunFolder folder) {
    progress.line("");
    progress.done("ready");
    progress.line("  the holder's wallet    " + baseUrl + "/client/");
    progress.line("  the mall               " + baseUrl + "/store/");
    progress.line("  for store devices      " + baseUrl + "/store/api/v1/openapi.json");
    progress.line("  for client devices     " + baseUrl + "/client/api/v1/openapi.json");
    progress.line("  health                 " + baseUrl + "/health/ready");
    progress.line("  ids, keys, vouchers    " + folder.demo());
  }
}
