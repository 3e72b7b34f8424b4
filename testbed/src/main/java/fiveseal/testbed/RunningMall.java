package fiveseal.testbed;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * PostgreSQL and Payara of one folder, the application deployed and ready.
 *
 * <p>Its life: the folder is locked, servers that outlived a killed launcher are ended, ports are
 * looked at, both servers start side by side, the application is deployed and waited for. It ends
 * in the opposite order.
 */
final class RunningMall implements AutoCloseable {

  private final RunFolder folder;
  private final Secrets secrets;
  private final RunLock lock;
  private final DatabaseServer database;
  private final PayaraServer server;

  private RunningMall(
      RunFolder folder,
      Secrets secrets,
      RunLock lock,
      DatabaseServer database,
      PayaraServer server) {
    this.folder = folder;
    this.secrets = secrets;
    this.lock = lock;
    this.database = database;
    this.server = server;
  }

  /**
   * Starts both servers, with nothing deployed; on failure nothing stays.
   *
   * @param payaraZip the application server's distribution
   */
  static RunningMall start(RunFolder folder, Ports ports, Path payaraZip, Progress progress) {
    return start(folder, ports, payaraZip, progress, Map.of());
  }

  /**
   * The same with further settings.
   *
   * @param environment for the application server; it goes before ours
   */
  static RunningMall start(
      RunFolder folder,
      Ports ports,
      Path payaraZip,
      Progress progress,
      Map<String, String> environment) {
    RunLock lock = RunLock.take(folder);
    try {
      endServers(folder);
      ports.requireFree();
      Secrets secrets = new Secrets(folder.secrets(), new SecureRandom());
      DemoKeys.make(folder);
      CompletableFuture<DatabaseServer> database =
          CompletableFuture.supplyAsync(
              () -> {
                DatabaseServer started = DatabaseServer.start(folder, ports.postgres(), secrets);
                progress.done("PostgreSQL answers on port " + ports.postgres());
                return started;
              });
      PayaraDomain domain = PayaraDomain.unpacked(payaraZip, folder.payara());
      Map<String, String> settings = new HashMap<>(Settings.of(folder, ports, secrets));
      settings.putAll(environment);
      PayaraServer server = PayaraServer.start(domain, folder, ports, secrets, settings);
      progress.done("Payara answers on port " + ports.http());
      return new RunningMall(folder, secrets, lock, database.join(), server);
    } catch (CompletionException e) {
      throw abandon(folder, lock, e.getCause() instanceof RuntimeException inner ? inner : e);
    } catch (RuntimeException e) {
      throw abandon(folder, lock, e);
    }
  }

  private static RuntimeException abandon(RunFolder folder, RunLock lock, RuntimeException cause) {
    endServers(folder);
    lock.close();
    return cause;
  }

  /**
   * Ends what runs on that folder, whoever started it: first the application, then its database.
   */
  static void endServers(RunFolder folder) {
    PayaraServer.endLeftover(folder.payara());
    DatabaseServer.endLeftover(folder);
  }

  /** Deploys the application and waits until it is ready. */
  void deploy(Path ear, Progress progress) {
    server.deploy(ear);
    progress.done("the application is deployed and ready");
  }

  RunFolder folder() {
    return folder;
  }

  Secrets secrets() {
    return secrets;
  }

  DatabaseServer database() {
    return database;
  }

  PayaraServer server() {
    return server;
  }

  String baseUrl() {
    return server.baseUrl();
  }

  @Override
  public void close() {
    server.close();
    database.close();
    lock.close();
  }
}
