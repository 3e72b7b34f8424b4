package fiveseal.testbed;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the seals of one payment or load of the running mall with published keys alone. */
@Command(name = "verify", description = "Check the seals of one payment or load.")
final class VerifyCommand implements Callable<Integer> {

  @Option(names = "--data", required = true, description = "folder of the mall")
  private Path data;

  @Parameters(paramLabel = "ID", description = "of a settlement or an update")
  private String id;

  @Override
  public Integer call() {
    if (!id.matches("[0-9a-f-]{36}")) {
      throw new Trouble("This is no id of a settlement: " + id + ".");
    }
    RunFolder folder = RunFolder.at(data);
    Http http = new Http(DemoFile.baseUrl(folder));
    Secrets secrets = new Secrets(folder.secrets(), new SecureRandom());
    Trace trace = new OperatorApi(http, secrets.of(Settings.OPERATOR_TOKEN)).trace(id);
    TraceCheck check = TraceCheck.of(trace, http);
    List<Seal> seals = trace.message(5).isPresent() ? check.update() : check.payment();
    System.out.println(trace.id() + ": " + trace.state());
    new SealBook().lines(seals).forEach(System.out::println);
    System.out.println("Everything verified.");
    return 0;
  }
}
