package fiveseal.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
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
        RunningMall mall = RunningMall.start(folder, ports, built.payaraZip(), progress)) {
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
