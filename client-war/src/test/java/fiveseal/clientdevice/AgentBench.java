package fiveseal.clientdevice;

import fiveseal.clientdevice.agent.AgentServer;
import fiveseal.clientdevice.agent.Confirmation;
import fiveseal.clientdevice.reader.CardReaders;
import fiveseal.clientdevice.reader.ReaderState;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.Json;
import fiveseal.protocol.card.CardChannel;
import fiveseal.protocol.card.ExecuteCommand;
import fiveseal.protocol.card.InitializeCommand;
import fiveseal.protocol.card.SelectCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An agent between a fake manager, a fake card and a page of the manager's. */
final class AgentBench implements AutoCloseable {
  static final String READER = "reader-a";
  static final String APDU = "/api/v1/readers/" + READER + "/apdu";
  private static final long PATIENCE_SECONDS = 10;

  final FakeManager manager = new FakeManager(FakeManager.NOW);
  final FakeCard card = new FakeCard(manager.cardKey, 10_000);
  final AskedHolder holder = new AskedHolder();
  final AgentServer agent;
  final RawHttp http;
  private final ClientApi api;

  AgentBench(Path home) throws Exception {
    this(home, Duration.ofSeconds(PATIENCE_SECONDS));
  }

  /**
   * @param patience of the agent's
   */
  AgentBench(Path home, Duration patience) throws Exception {
    api =
        new ClientApi(
            new ServerConnection(
                ServerConnection.plainHttp(), manager.base(), List.of(Duration.ZERO)));
    agent =
        new AgentServer(
            0,
            new AgentServer.Parts(
                manager.base(),
                ServerConnection.plainHttp(),
                new OneCard(),
                new MessageProof(
                    new PinFile(home, manager.base()),
                    api,
                    InstantSource.fixed(manager.now),
                    notice -> {}),
                holder,
                patience));
    http = new RawHttp(agent.address().getPort());
  }

  /** The one reader and its card. */
  private final class OneCard implements CardReaders {
    @Override
    public List<ReaderState> all() {
      return List.of(new ReaderState(READER, "The reader", card.away ? "" : "3B80800101"));
    }

    @Override
    public Optional<CardChannel> channel(String id) {
      return id.equals(READER) ? Optional.of(card) : Optional.empty();
    }
  }

  /** Answers what a test decided beforehand, and remembers what was asked. */
  static final class AskedHolder implements Confirmation {
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final LinkedBlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
    private volatile boolean otherwise = true;
    private volatile boolean late;

    @Override
    public boolean agrees(List<String> question, Duration patience) {
      asked.add(String.join("\n", question));
      if (late) {
        long over = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < over) {
          Thread.onSpinWait();
        }
      }
      try {
        Boolean answer =
            otherwise ? Boolean.TRUE : answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return answer != null && answer;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    /** From now on each answer comes when it is too late. */
    void isLate() {
      late = true;
    }

    /** From now on each question waits for {@link #answer}. */
    void isAsked() {
      otherwise = false;
    }

    void answer(boolean yes) {
      answers.add(yes);
    }

    String lastQuestion() {
      return asked.get(asked.size() - 1);
    }
  }

  String host() {
    return "Host: 127.0.0.1:" + agent.address().getPort();
  }

  /** Of the manager's pages. */
  String origin() {
    return "Origin: http://localhost:" + manager.base().getPort();
  }

  /** A page of the manager's that the holder has let in. */
  Page pairedPage() throws Exception {
    RawHttp.Reply begun = post("/api/v1/pairing", Map.of("name", "The wallet"));
    String path = "/api/v1/pairing/" + begun.json().text("pairingId");
    return new Page(awaitDecided(path).json().text("token"));
  }

  /** Asks again and again, as a page does, until the holder has decided. */
  RawHttp.Reply awaitDecided(String path) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      RawHttp.Reply told = http.ask("GET", path, List.of(host(), origin()), "");
      if (told.status() != 200 || !told.json().text("state").equals("PENDING")) {
        return told;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the holder was not asked");
      }
      Thread.onSpinWait();
    }
  }

  RawHttp.Reply post(String path, Map<String, ?> members) throws IOException {
    return http.ask(
        "POST",
        path,
        List.of(host(), origin(), "Content-Type: application/json"),
        Json.write(members));
  }

  /** What a page does that was paired. */
  final class Page {
    final String token;

    Page(String token) {
      this.token = token;
    }

    List<String> headers() {
      return List.of(
          host(), origin(), "Authorization: Bearer " + token, "Content-Type: application/json");
    }

    RawHttp.Reply get(String path) throws IOException {
      return http.ask("GET", path, headers(), "");
    }

    RawHttp.Reply apdu(byte[] apdu, Optional<String> message) throws IOException {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("apdu", HexFormat.of().formatHex(apdu));
      message.ifPresent(compact -> members.put("message", compact));
      return http.ask("POST", APDU, headers(), Json.write(members));
    }

    /** SELECT and INITIALIZE through the agent. */
    PresentedCard present() throws IOException {
      var identity = new SelectCommand().parse(response(new SelectCommand().apdu()));
      var session = new InitializeCommand().parse(response(new InitializeCommand().apdu()));
      return new PresentedCard(identity.cardNumber().orElseThrow(), identity, session);
    }

    private byte[] response(byte[] apdu) throws IOException {
      return HexFormat.of().parseHex(apdu(apdu, Optional.empty()).json().text("response"));
    }

    /** Message 2 for the card that is presented now. */
    String message2() throws IOException {
      return api.information(FakeManager.ID, present());
    }
  }

  /** EXECUTE as a message carries it. */
  static byte[] execute(String base64urlCommand) {
    return new ExecuteCommand(Base64Url.decode(base64urlCommand)).apdu();
  }

  @Override
  public void close() {
    agent.close();
    manager.close();
  }
}
