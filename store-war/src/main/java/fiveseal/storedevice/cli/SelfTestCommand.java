package fiveseal.storedevice.cli;

import fiveseal.protocol.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An integrator's check of a server, from outside. */
@Command(
    name = "selftest",
    mixinStandardHelpOptions = true,
    description = {
      "Asks a server what the protocol demands of it, with this store's key: good messages are"
          + " taken, bad ones refused by the right code. No money moves; some requests that nobody"
          + " pays remain."
    })
final class SelfTestCommand implements Callable<Integer> {
  @Mixin private DeviceOptions options;

  @Option(
      names = "--currency",
      defaultValue = "JPY",
      description = "A currency that the server serves (default: ${DEFAULT-VALUE}).")
  private String currency;

  @Override
  public Integer call() {
    try (DeviceOptions.Opened opened = options.open()) {
      List<Conformance.Finding> findings =
          new Conformance(
                  opened.manager(),
                  opened.config().identity(),
                  opened.key(),
                  options.clock(),
                  currency)
              .run();
      findings.forEach(this::show);
      long failed = findings.stream().filter(finding -> !finding.passed()).count();
      if (!options.json()) {
        options.out().println(findings.size() + " asked, " + failed + " answered wrongly");
      }
      return (failed == 0 ? Exit.OK : Exit.FAILED).code();
    }
  }

  private void show(Conformance.Finding finding) {
    if (options.json()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("name", finding.name());
      members.put("passed", finding.passed());
      members.put("expected", finding.expected());
      members.put("found", finding.found());
      options.out().println(Json.write(members));
      return;
    }
    String verdict = finding.passed() ? "pass  " : "FAIL  ";
    String found =
        finding.passed() ? finding.found() : finding.found() + ", not " + finding.expected();
    options.out().println(verdict + finding.name() + ": " + found);
  }
}
