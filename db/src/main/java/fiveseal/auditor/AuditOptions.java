package fiveseal.auditor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What an audit can be told, wherever it is started from. */
public final class AuditOptions {
  @Option(
      names = "--anchors",
      description = "messages that stores and holders hold, one compact JWS per line")
  private Path anchors;

  @Option(
      names = "--authority",
      description = "the authority's kid, as known from outside the database")
  private String authority;

  @Option(
      names = "--sweep-seconds",
      defaultValue = "300",
      description = "how late what is over may be ended (default ${DEFAULT-VALUE})")
  private int sweepSeconds;

  @Option(
      names = "--show",
      defaultValue = "20",
      description = "violations told of each check (default ${DEFAULT-VALUE})")
  private int show;

  /**
   * The audit that was asked for.
   *
   * @param idle whether the manager stands still, so that ages count until it last did anything
   */
  public Audit audit(boolean idle) {
    return new Audit(
        Duration.ofSeconds(sweepSeconds),
        idle,
        Optional.ofNullable(anchors),
        Optional.ofNullable(authority),
        show);
  }
}
