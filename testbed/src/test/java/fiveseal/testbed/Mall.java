package fiveseal.testbed;

import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.jws.SigningKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * The deployed mall as tests see it: its interfaces, stores that are enrolled with keys that the
 * test holds, new cards, and the database.
 */
final class Mall extends OpenMall {

  private static RunningMall running;
  private static InstantSource clock = InstantSource.system();
  private static Mall instance;

  private final OperatorApi secondOperator;
  private final Devices devices;
  private final Map<String, PageSession> sessions = new HashMap<>();

  private Mall(RunningMall mall, Http http) {
    super(
        http,
        new OperatorApi(http, mall.secrets().of(Settings.OPERATOR_TOKEN)),
        new CardReaders(http),
        clock);
    secondOperator = new OperatorApi(http, mall.secrets().of(Settings.SECOND_OPERATOR_TOKEN));
    devices = new Devices(TestFolder.built(), mall.folder(), mall.baseUrl());
  }

  /** Called once, by whoever started the servers. */
  static synchronized void isServedBy(RunningMall mall) {
    running = mall;
  }

  /**
   * The same of a mall whose clock is not the system's.
   *
   * @param time the server's, by which everybody outside it signs too
   */
  static synchronized void isServedBy(RunningMall mall, InstantSource time) {
    isServedBy(mall);
    clock = time;
  }

  /** The mall, its stores enrolled; to be called from tests on {@link OnDeployedMall} only. */
  static synchronized Mall get() {
    if (instance == null) {
      running.server().awaitReady();
      Mall mall = new Mall(running, new Http(running.baseUrl()));
      mall.admitStores();
      DemoUser.ALL.forEach(user -> mall.operator().admit(user, mall.password(user)));
      instance = mall;
    }
    return instance;
  }

  private void admitStores() {
    StoreAdmission admission = new StoreAdmission(http(), operator());
    for (DemoStore store : DemoStore.ALL) {
      admission.admit(store, key(store));
    }
    shop().fill();
  }

  /** The mall's shop, and who keeps it. */
  DemoShop shop() {
    return new DemoShop(running.folder(), http(), clock);
  }

  /** Deploys the same application anew; sessions and what readers hold are gone. */
  void redeploy() {
    running.server().deploy(Medium.ear());
  }

  /** The same interface as the other operator, who approves what the first proposed. */
  OperatorApi secondOperator() {
    return secondOperator;
  }

  /**
   * Both operators have something done with keys.
   *
   * @return the ceremony as it is told afterwards
   */
  JsonMembers ceremony(Map<String, Object> proposal) {
    String id =
        operator().post("/keys/ceremonies", proposal).require(201).json().text("ceremonyId");
    return secondOperator()
        .post("/keys/ceremonies/" + id + "/approval", Map.of())
        .require(200)
        .json();
  }

  /** The client device and the store devices as programs. */
  Devices devices() {
    return devices;
  }

  /** The same programs, in the same folders, over a line of the test's. */
  Devices devicesOver(String baseUrl) {
    return new Devices(TestFolder.built(), running.folder(), baseUrl);
  }

  /** The secret key of {@link DemoStore#MALL}, {@link DemoStore#KIOSK} or a lower store. */
  SigningKey key(DemoStore store) {
    return DemoKeys.of(store, running.folder());
  }

  /** The password of one of the demo's users. */
  String password(DemoUser user) {
    return user.password(running.secrets());
  }

  /** The browser as if it had just been installed, at a desk. */
  Browser browser() {
    return Browser.afresh(http().baseUrl());
  }

  /** The same, signed in; in English. */
  Browser browser(DemoUser user) {
    return browser().keeps(session(user).cookies()).speaks("en");
  }

  /** The user's session that the tests share; a server that starts again knows no sessions. */
  synchronized PageSession session(DemoUser user) {
    PageSession session = sessions.computeIfAbsent(user.name(), name -> pages(user));
    if (session.get("/account").status() != 200) {
      session = pages(user);
      sessions.put(user.name(), session);
    }
    return session;
  }

  /** The pages as a program fetches them, signed in. */
  PageSession pages(DemoUser user) {
    return PageSession.of(http().baseUrl()).signIn(user.name(), password(user));
  }

  /** Loads the card in a reader, by the client device. */
  void load(String reader, long amountMinor) {
    devices.client(
        reader,
        "load",
        "--amount",
        Long.toString(amountMinor),
        "--currency",
        CURRENCY,
        "--voucher",
        operator().voucher(amountMinor, CURRENCY));
  }

  /** The balance that the card in a reader shows, in minor units. */
  long balance(String reader) {
    return devices.client(reader, "balance").integer("balance");
  }

  /** Everything that is stored of a settlement or update. */
  Trace trace(String id) {
    return operator().trace(id);
  }

  /** Parties of their own, with links between them that can be broken. */
  Parties parties() {
    return new Parties(
        running.baseUrl(),
        running.secrets().of(Settings.OPERATOR_TOKEN),
        new Books(running.database()::connectAsSuperuser),
        InstantSource.system());
  }

  /** The database, with a superuser's eyes. */
  Connection database() throws SQLException {
    return running.database().connectAsSuperuser();
  }
}
