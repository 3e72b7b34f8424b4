package fiveseal.testbed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The application server of one mall, as a process of its own. */
final class PayaraServer implements AutoCloseable {

  /** Name of the administrator's password among the secrets. */
  static final String ADMIN = "payara.admin";

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration DEPLOY_LIMIT = Duration.ofMinutes(4);
  private static final Duration READY_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final int LOOKS = 5;

  private final PayaraDomain domain;
  private final RunFolder folder;
  private final Ports ports;
  private final String adminPassword;
  private final Map<String, String> environment;

  private PayaraServer(
      PayaraDomain domain,
      RunFolder folder,
      Ports ports,
      String adminPassword,
      Map<String, String> environment) {
    this.domain = domain;
    this.folder = folder;
    this.ports = ports;
    this.adminPassword = adminPassword;
    this.environment = new HashMap<>(environment);
  }

  /**
   * Starts the server with an empty domain and waits until it can be administered.
   *
   * @param environment for the application, on top of ours
   */
  static PayaraServer start(
      PayaraDomain domain,
      RunFolder folder,
      Ports ports,
      Secrets secrets,
      Map<String, String> environment) {
    endLeftover(domain);
    String password = secrets.of(ADMIN);
    RunFolder.writePrivately(
        domain.folder().resolve("config").resolve("admin-password"),
        "AS_ADMIN_PASSWORD=" + password + "\n");
    domain.prepare(ports, password, folder.log("payara"));
    PayaraServer server = new PayaraServer(domain, folder, ports, password, environment);
    server.startDomain();
    return server;
  }

  private void startDomain() {
    // A session of its own, so that Ctrl-C reaches us first and we stop it in order.
    List<String> command = new ArrayList<>(List.of("setsid", "--wait"));
    command.addAll(asadmin("start-domain", "domain1"));
    Program.Result result =
        Program.run(
            command, folder.root(), withJava(environment), folder.log("payara-start"), START_LIMIT);
    if (!result.well()) {
      throw new Trouble(
          "Payara did not start: see "
              + folder.log("payara-start")
              + " and "
              + folder.log("payara")
              + ".");
    }
  }

  /** SIGKILL: nothing is undeployed, nothing written. */
  void kill() {
    for (ProcessHandle process : running(domain.home())) {
      process.destroyForcibly();
      Leftover.ended(process, STOP_LIMIT);
    }
  }

  /** From the next start on the server knows these environment variables too. */
  void remember(Map<String, String> variables) {
    environment.putAll(variables);
  }

  /** From the next start on the server does not know these environment variables. */
  void forget(Set<String> variables) {
    environment.keySet().removeAll(variables);
  }

  /** Starts a killed server again, with the application that was deployed, and waits for it. */
  void restart() {
    startDomain();
    awaitReady();
  }

  private static Map<String, String> withJava(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    all.put("AS_JAVA", System.getProperty("java.home"));
    return all;
  }

  /** Deploys an application and waits until it reports itself ready. */
  void deploy(Path ear) {
    Program.Result result =
        Program.run(
            asadmin(
                "deploy", "--force=true", "--name", "fiveseal", ear.toAbsolutePath().toString()),
            folder.root(),
            withJava(Map.of()),
            folder.log("deploy"),
            DEPLOY_LIMIT);
    if (!result.well()) {
      throw new Trouble(
          "The application did not deploy: see "
              + folder.log("deploy")
              + " and "
              + folder.log("payara")
              + ".");
    }
    awaitReady();
  }

  /**
   * Waits for {@code /health/ready}.
   *
   * @throws Trouble if that takes more than three minutes
   */
  void awaitReady() {
    Wait.until(
        READY_LIMIT,
        this::isReady,
        "The application is deployed but not ready: see "
            + baseUrl()
            + "/health/ready and "
            + folder.log("payara")
            + ".");
  }

  /** Whether it says that it can serve. */
  boolean isReady() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(baseUrl() + "/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted while waiting for the application.", e);
    }
  }

  String baseUrl() {
    return Settings.baseUrl(ports);
  }

  String adminPassword() {
    return adminPassword;
  }

  private List<String> asadmin(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Program.java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                domain.adminClient().toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(ports.admin()),
                "--user",
                "admin",
                "--passwordfile",
                domain.folder().resolve("config").resolve("admin-password").toString(),
                "--interactive=false"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Ends the server; its own shutdown hook undeploys. */
  @Override
  public void close() {
    endLeftover(domain);
  }

  private static void endLeftover(PayaraDomain domain) {
    endLeftover(domain.home());
  }

  /**
   * Ends whatever runs from that home: the server, or one that is just being started. The server
   * writes its process id late, so it is found by its command line.
   */
  static void endLeftover(Path home) {
    // One that was ended may have been about to start another, hence more than one look.
    for (int look = 0; look < LOOKS; look++) {
      List<ProcessHandle> found = running(home);
      if (found.isEmpty()) {
        return;
      }
      found.forEach(process -> Leftover.end(process, STOP_LIMIT));
    }
  }

  private static List<ProcessHandle> running(Path home) {
    String mark = home + "/";
    ProcessHandle self = ProcessHandle.current();
    return ProcessHandle.allProcesses()
        .filter(process -> !process.equals(self))
        .filter(process -> process.info().command().orElse("").endsWith("/java"))
        .filter(process -> process.info().user().equals(self.info().user()))
        .filter(process -> Leftover.commandLine(process).contains(mark))
        .sorted(java.util.Comparator.comparing(ProcessHandle::pid))
        .toList();
  }
}
