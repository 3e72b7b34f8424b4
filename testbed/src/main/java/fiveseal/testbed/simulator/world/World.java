package fiveseal.testbed.simulator.world;

import fiveseal.card.CardRegister;
import fiveseal.config.Configuration;
import fiveseal.keys.KeyVault;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.Funding;
import fiveseal.manager.LoadRequest;
import fiveseal.manager.Presentations;
import fiveseal.manager.Reversals;
import fiveseal.manager.Vouchers;
import fiveseal.protocol.UuidV7;
import fiveseal.store.AllowedHosts;
import fiveseal.store.StoreKeys;
import fiveseal.testbed.simulator.container.Container;
import fiveseal.testbed.simulator.container.Transactions;
import fiveseal.testbed.simulator.database.SelfDeadlock;
import fiveseal.testbed.simulator.database.SimulatedDatabase;
import fiveseal.testbed.simulator.database.SimulatedEntityManager;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** A little world: one manager, a few stores, cards and holders, and what happens to them. */
public final class World {
  private static final Configuration CONFIGURATION =
      new Configuration(
          Mall.MANAGER,
          URI.create("http://localhost/client"),
          URI.create("http://localhost/store"),
          true,
          Optional.empty());

  private static final int FAULT_PERCENT = 25;

  /** In one schedule of so many the vault goes away instead of the disk being full. */
  private static final int VAULT_FAILS_OF = 6;

  /** A load that a holder has asked for, known by the device that made it. */
  private record Wish(LoadRequest load, ModelCard card) {}

  private final Product product;
  private final Chance chance;
  private final SimulatedClock clock = new SimulatedClock();
  private final Faults faults;
  private final SimulatedDatabase database;
  private final SimulatedVault vault;
  private final ManagerNode manager;
  private final Journal journal = new Journal();
  private final Network network;
  private final Wallet wallet;
  private final List<Till> tills = new ArrayList<>();
  private final List<ModelCard> cards = new ArrayList<>();
  private final List<ModelCard> clones = new ArrayList<>();
  private final List<Device> devices = List.of(new Device("a"), new Device("b"));
  private final List<Wish> wishes = new ArrayList<>();
  private final List<Request> sent = new ArrayList<>();
  private final Optional<List<String>> trace;
  private final Invariants invariants;
  private final Operators operators;
  private final StoreOffice office;
  private final Giving giving;
  private final Forgery forgery;
  private Chance now;
  private int made;
  private int before;

  /**
   * @param traced whether to write down what happens, which costs time
   */
  public World(Product product, Coverage coverage, long seed, boolean traced) {
    this.product = product;
    this.chance = new Chance(seed);
    this.now = chance;
    this.trace = traced ? Optional.of(new ArrayList<>()) : Optional.empty();
    this.faults = new Faults(coverage);
    this.database = new SimulatedDatabase(product.schema(), faults);
    this.vault = new SimulatedVault(Mall.MANAGER, new Chance(chance.seed()), faults::vaultUsed);
    Transactions transactions = new Transactions(database, product.catalog());
    EntityManager entities =
        SimulatedEntityManager.of(database, product.statements(), transactions::current);
    SeededRandom random = new SeededRandom(chance.seed());
    Container.Ports ports = ports(entities, random);
    this.manager =
        new ManagerNode(
            transactions, (mine, later) -> new Container(product.catalog(), ports, mine, later));
    this.network = new Network(manager, faults, journal, clock, this::pass, this::note);
    if (seed % VAULT_FAILS_OF == 0) {
      network.letTheVaultFail();
    }
    this.wallet =
        new Wallet(
            network, faults, manager.offers(Presentations.class), this::pass, this::note, coverage);
    this.operators = new Operators(this::call, vault);
    this.office = new StoreOffice(this::call, database, clock);
    this.giving = new Giving(this::call);
    this.forgery = new Forgery(network);
    build();
    this.invariants = new Invariants(database, cards, tills, journal);
  }

  /** Most cards hold something when the trouble begins. */
  private void begin() {
    network.setFaultPercent(0);
    wallet.setTrouble(false);
    use(new Chance(chance.seed()));
    for (ModelCard card : cards) {
      if (chance.percent(85)) {
        load(card, chance.between(1_500, 20_000));
      }
    }
    network.setFaultPercent(FAULT_PERCENT);
    wallet.setTrouble(true);
    before = wallet.touches();
  }

  /** Lets the product's tables of states count for this coverage. */
  public static void countTransitions(Coverage coverage) {
    CountedTransitions.countFor(coverage);
  }

  private Container.Ports ports(EntityManager entities, SeededRandom random) {
    return new Container.Ports(
        Map.of(
            EntityManager.class,
            entities,
            Event.class,
            product.events(),
            AllowedHosts.class,
            product.anyHost(),
            KeyVault.class,
            vault,
            Configuration.class,
            CONFIGURATION,
            Clock.class,
            clock,
            InstantSource.class,
            clock,
            UuidV7.class,
            new UuidV7(clock, random),
            MetricRegistry.class,
            product.metrics(),
            AdminTrail.class,
            product.trail()),
        Map.of(StoreKeys.class, SimulatedStoreKeys.class),
        random,
        Map.of(StoreWire.portType(), StoreWire.port(this::pushed)));
  }

  private void build() {
    Mall mall = new Mall(database, product.certificate());
    mall.registerManager();
    int stores = 1 + chance.below(3);
    for (int i = 1; i <= stores; i++) {
      tills.add(mall.registerStore(i, chance, new SimulatedClock()));
    }
    int number = 2 + chance.below(2);
    for (int i = 1; i <= number; i++) {
      cards.add(mall.registerCard(i, chance, vault, manager.bean(CardRegister.class)));
    }
  }

  private void pass(Duration time) {
    clock.pass(time);
    tills.forEach(till -> till.clock().pass(time));
  }

  private void note(Supplier<String> event) {
    trace.ifPresent(lines -> lines.add(event.get()));
  }

  public List<String> trace() {
    return trace.orElse(List.of());
  }

  public int touches() {
    return wallet.touches() - before;
  }

  public int faults() {
    return faults.happened();
  }

  /**
   * Runs a schedule and lets everything come to rest.
   *
   * @throws Violation as soon as something is not as it must be
   */
  public void run(List<Move> moves) {
    try {
      begin();
      for (Move move : moves) {
        use(new Chance(move.seed()));
        note(() -> move.toString());
        make(move);
        invariants.checkAlways();
      }
      rest();
      invariants.checkAtEnd(manager.offers(Presentations.class));
    } catch (SelfDeadlock e) {
      throw new Violation("no transaction waits for its own caller", e.getMessage());
    }
  }

  private void use(Chance own) {
    now = own;
    network.use(own);
    wallet.use(own);
  }

  private void make(Move move) {
    switch (move.kind()) {
      case SELL -> sell();
      case PAY -> wallet.pay(sale(true), anyCard(), anyDevice());
      case PAY_AGAIN -> wallet.pay(sale(false), anyCard(), anyDevice());
      case PAY_WITH_OTHER_CARD -> payWithAll(sale(false));
      case LOAD -> load(anyCard(), now.between(500, 6_000));
      case LOAD_AGAIN -> loadAgain();
      case PRESENT -> present();
      case SEND_AGAIN -> wallet.sendAgain(anyDevice());
      case REPLAY -> replay();
      case LATE -> network.deliverLate();
      case TIME -> timePasses();
      case STORE -> storeChanges();
      case RECEIPT -> receipts(now.of(tills));
      case TIMERS -> timers();
      case RESTART -> manager.restart();
      case CANCEL -> cancel();
      case REFUND -> refund();
      case ORDER -> operators.order(anyCard(), now);
      case DECIDE -> operators.decide(anyCard(), cards, now);
      case TAMPER -> tamper(anyCard());
      case FORGE -> forgery.attempt(sale(false), anyCard(), now);
    }
    while (manager.waiting() > 0 && now.percent(70)) {
      network.doLater();
    }
  }

  private ModelCard anyCard() {
    return !clones.isEmpty() && now.percent(20) ? now.of(clones) : now.of(cards);
  }

  private Device anyDevice() {
    return now.of(devices);
  }

  private List<Sale> sales() {
    return tills.stream().flatMap(till -> till.sales().stream()).toList();
  }

  /** Some sale, made now if there is none or a new one is wanted. */
  private Sale sale(boolean fresh) {
    List<Sale> all = sales();
    if (all.isEmpty() || (fresh && now.percent(75))) {
      return sell();
    }
    return now.of(all.subList(Math.max(0, all.size() - 6), all.size()));
  }

  private Sale sell() {
    Till till = now.of(tills);
    Sale sale = till.sell(now, now.percent(3) ? "USD" : Mall.CURRENCY);
    if (!till.isDown() && now.percent(60)) {
      Reply reply = call(Requests.settlement(sale, sale.request().compact()));
      if (reply.unknown() && now.percent(70)) {
        reply = call(Requests.settlement(sale, till.signedAgain(sale)));
      }
      if (reply.ok()) {
        sale.learn(reply.fields()[0]);
      }
    } else if (till.isDown()) {
      faults.happen(Step.P1, Fault.STORE_DOWN);
    }
    return sale;
  }

  private Reply call(Request request) {
    sent.add(request);
    return network.call(request);
  }

  private void payWithAll(Sale sale) {
    for (ModelCard card : cards) {
      wallet.pay(sale, card, anyDevice());
    }
  }

  private void load(ModelCard card, long amount) {
    String voucher = voucher(amount);
    made++;
    LoadRequest load =
        new LoadRequest(
            new UUID(now.seed(), made).toString(),
            amount,
            Mall.CURRENCY,
            new Funding(Optional.of(voucher), Optional.empty()),
            card.number().digits());
    wishes.add(new Wish(load, card));
    wallet.load(load, card, anyDevice(), false);
  }

  private String voucher(long amount) {
    return manager.bean(Vouchers.class).issue(amount, Mall.CURRENCY).code();
  }

  private void loadAgain() {
    if (wishes.isEmpty()) {
      load(anyCard(), now.between(500, 6_000));
      return;
    }
    Wish wish = now.of(wishes);
    LoadRequest load = wish.load();
    if (now.percent(20)) {
      // The same voucher for another load, while the first may still use it.
      made++;
      load =
          new LoadRequest(
              new UUID(now.seed(), made).toString(),
              load.amountMinor(),
              load.currency(),
              load.funding(),
              load.cardNumber());
      wishes.add(new Wish(load, wish.card()));
    }
    wallet.load(load, wish.card(), anyDevice(), now.percent(70));
  }

  private void present() {
    if (manager.offers(Presentations.class)) {
      wallet.present(anyCard(), anyDevice());
    } else {
      wallet.sendAgain(anyDevice());
    }
  }

  private void replay() {
    if (!sent.isEmpty()) {
      network.call(now.of(sent));
    }
    List<Journal.Seen> seen = journal.seen();
    if (!seen.isEmpty()) {
      network.call(now.of(seen).request());
    }
  }

  private void timePasses() {
    long seconds =
        switch (now.below(4)) {
          case 0 -> now.between(1, 120);
          case 1 -> now.between(120, 3_600);
          case 2 -> now.between(3_600, 90_000);
          default -> now.between(1, 20);
        };
    pass(Duration.ofSeconds(seconds));
    note(() -> "  " + seconds + " s pass");
  }

  private void storeChanges() {
    Till till = now.of(tills);
    if (now.percent(60)) {
      till.setDown(!till.isDown());
      note(() -> "  " + till.storeId() + (till.isDown() ? " is down" : " is up"));
    } else {
      till.clock().setOff(Duration.ofSeconds(now.between(-200, 200)));
      note(() -> "  " + till.storeId() + "'s clock is off by " + till.clock().off());
    }
    if (now.percent(60)) {
      office.edit(now);
    }
  }

  /** What happens at a store when the manager pushes message 3. */
  private StoreWire.Answer pushed(URI address, String message3) throws IOException {
    String storeId = address.getPath().substring(1);
    Till till =
        tills.stream()
            .filter(candidate -> candidate.storeId().equals(storeId))
            .findFirst()
            .orElseThrow();
    if (till.isDown()) {
      faults.happen(Step.P5, Fault.STORE_DOWN);
      throw new IOException("the store is down");
    }
    int luck = network.isQuiet() ? 99 : now.below(100);
    if (luck < 10) {
      faults.happen(Step.P5, Fault.REQUEST_LOST);
      throw new IOException("no connection");
    }
    boolean again = till.hasTaken(message3);
    Sale sale = till.take(message3);
    if (again) {
      faults.happen(Step.P5, Fault.TWICE);
    } else if (!network.isQuiet() && sale.isPast(clock.instant())) {
      faults.happen(Step.P5, Fault.LATE);
    }
    note(() -> "  " + storeId + " takes the completion of " + sale.name());
    if (luck < 20) {
      faults.happen(Step.P5, Fault.ANSWER_LOST);
      throw new IOException("no answer");
    }
    if (luck < 25) {
      return new StoreWire.Answer(500, "");
    }
    return new StoreWire.Answer(200, luck < 65 ? till.receipt(sale) : "");
  }

  private void receipts(Till till) {
    if (till.isDown()) {
      faults.happen(Step.P6, Fault.STORE_DOWN);
      return;
    }
    for (Sale sale : till.sales()) {
      if (sale.settlementId().isPresent() && sale.completion().isEmpty() && now.percent(40)) {
        fetch(sale);
      }
      if (sale.completion().isPresent() && (network.isQuiet() || now.percent(60))) {
        call(Requests.receipt(sale, sale.settlementId().orElseThrow(), till.receipt(sale)));
      }
    }
  }

  private void fetch(Sale sale) {
    Reply reply = call(Requests.completion(sale, sale.settlementId().orElseThrow()));
    if (reply.ok() && !reply.body().isEmpty()) {
      sale.till().take(reply.body());
    }
  }

  private void timers() {
    manager.timers().forEach(network::timer);
  }

  private void cancel() {
    if (manager.offers(Reversals.class)) {
      Sale sale = sale(false);
      call(Requests.cancellation(sale, sale.till().cancellation(sale)));
    }
  }

  private void refund() {
    List<Sale> paid =
        sales().stream().filter(sale -> sale.completion().isPresent() || now.percent(20)).toList();
    if (!paid.isEmpty()) {
      giving.refund(now.of(paid), now);
    }
  }

  private void tamper(ModelCard card) {
    note(() -> "  somebody tampers with " + card.name());
    switch (now.below(6)) {
      case 0 -> card.breakBalance(1);
      case 1, 2 -> card.lieOnce();
      case 3 -> card.skipCounter();
      case 4 -> clones.add(card.copy(new Chance(now.seed())));
      default -> {
        card.breakBalance(5);
        operators.release(card);
      }
    }
  }

  /** Nothing is lost any more: whatever is due is done, until nothing is. */
  private void rest() {
    note(() -> "quiet");
    use(new Chance(chance.seed()));
    network.becomeQuiet();
    wallet.setTrouble(false);
    faults.disarm();
    tills.forEach(till -> till.setDown(false));
    tills.forEach(till -> till.clock().setOff(Duration.ZERO));
    while (!network.underWay().isEmpty()) {
      network.deliverLate();
    }
    pass(Duration.ofHours(49));
    Rest rest = new Rest(manager, network, wallet, database, devices, cards);
    rest.letEverythingEnd(this::pass);
    for (int i = 0; i < 3; i++) {
      tills.forEach(this::fetchAll);
      tills.forEach(this::receipts);
    }
    rest.emptyOutbox(this::pass);
  }

  private void fetchAll(Till till) {
    for (Sale sale : till.sales()) {
      if (sale.settlementId().isPresent() && sale.completion().isEmpty()) {
        fetch(sale);
      }
    }
  }
}
