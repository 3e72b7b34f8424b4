package fiveseal.testbed;

import fiveseal.protocol.jws.SigningKey;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** The mall as parties outside of it reach it: its interfaces, new stores and new cards. */
class OpenMall {

  static final String CURRENCY = Demo.CURRENCY;

  private final Http http;
  private final OperatorApi operator;
  private final CardReaders readers;
  private final InstantSource clock;

  /** By the system's clock. */
  OpenMall(Http http, OperatorApi operator, CardReaders readers) {
    this(http, operator, readers, InstantSource.system());
  }

  /**
   * @param clock of the parties outside, which sign by it
   */
  OpenMall(Http http, OperatorApi operator, CardReaders readers, InstantSource clock) {
    this.http = http;
    this.operator = operator;
    this.readers = readers;
    this.clock = clock;
  }

  Http http() {
    return http;
  }

  OperatorApi operator() {
    return operator;
  }

  CardReaders readers() {
    return readers;
  }

  /** Registers a further store under a new id and enrols a new key of its own. */
  Admitted newStore() {
    String id = "store-" + UUID.randomUUID().toString().substring(0, 8);
    DemoStore store = new DemoStore(id, "A store", Optional.empty(), 0, 10);
    SigningKey key = SigningKey.generate();
    new StoreAdmission(http, operator).enrol(operator.register(store), id, key);
    return new Admitted(store, key);
  }

  /** Registers a further lower store of the demo's mall under a new id and enrols a new key. */
  Admitted newLowerStore(String name) {
    String id = "stall-" + UUID.randomUUID().toString().substring(0, 8);
    DemoStore store = new DemoStore(id, name, Optional.of(DemoStore.MALL.id()), 50, 10);
    SigningKey key = SigningKey.generate();
    new StoreAdmission(http, operator).enrol(operator.register(store), id, key);
    return new Admitted(store, key);
  }

  /** A store with a key that the test holds. */
  record Admitted(DemoStore store, SigningKey key) {}

  /**
   * A new card, in that reader.
   *
   * @return its number
   */
  String newCard(String reader) {
    String card = readers.issue(CURRENCY);
    readers.insert(reader, card);
    return card;
  }

  /** Seconds UTC, by the parties' clock. */
  long now() {
    return clock.instant().getEpochSecond();
  }
}
