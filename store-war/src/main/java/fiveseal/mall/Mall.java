package fiveseal.mall;

import fiveseal.manager.MallJournal;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.KeyRole;
import fiveseal.storedevice.DeviceKey;
import fiveseal.storedevice.KeyFile;
import fiveseal.storedevice.ManagerConnection;
import fiveseal.storedevice.ManagerKeys;
import fiveseal.storedevice.ManagerRefusal;
import fiveseal.storedevice.ManagerUnreachable;
import fiveseal.storedevice.PaidOrder;
import fiveseal.storedevice.Retries;
import fiveseal.storedevice.StoreDevice;
import fiveseal.storedevice.StoreKeyRegister;
import fiveseal.storedevice.StoreOrder;
import fiveseal.storedevice.StoreReads;
import fiveseal.storedevice.TakenRequest;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The mall's store device (claim 7): one request for a basket over several lower stores, each with
 * its own line. It is set up at first use, since at start the manager may not answer yet: the key
 * is read (again whenever its file has changed), the manager's keys are pinned, the door for
 * completions is registered.
 */
@ApplicationScoped
public class Mall {
  private static final Logger LOG = System.getLogger(Mall.class.getName());
  private static final Duration VALIDITY = Duration.ofMinutes(15);

  @EJB private MallJournal records;

  private final MallSettings.Properties properties;
  private final Clock clock = Clock.systemUTC();
  private final HttpClient http = ManagerConnection.plainHttp();
  private final CompletionDoor door;
  private final LatelyFetched<KeyRegister> fetchedKeys;
  private StoreDevice device;
  private ManagerKeys managerKeys;
  private StoreKeyRegister storeKeys;
  private StoreReads quickReads;

  /** For the container. */
  public Mall() {
    this(null, name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
  }

  Mall(MallJournal records, MallSettings.Properties properties) {
    this(records, properties, System::nanoTime);
  }

  Mall(MallJournal records, MallSettings.Properties properties, LongSupplier nanoTime) {
    this.records = records;
    this.properties = properties;
    this.door = new CompletionDoor(nanoTime);
    this.fetchedKeys = new LatelyFetched<>(nanoTime);
  }

  /**
   * Whose mall is served here.
   *
   * @throws ProtocolException {@code not-found} if there is none
   */
  public String mallId() {
    return MallSettings.read(properties).identity().storeId();
  }

  /** Whether a mall is served here. */
  public boolean isOpen() {
    return MallSettings.isConfigured(properties);
  }

  /** What shoppers read: {@code fiveseal.mall.name}, else its id. */
  public String name() {
    return MallSettings.read(properties).name();
  }

  /** Where this mall's pages are, without a slash at the end. */
  public URI base() {
    return MallSettings.read(properties).storeBase();
  }

  /**
   * Requests settlement of an order. The same order again sends the same bytes.
   *
   * @throws ProtocolException {@code not-found} if there is no mall here
   * @throws ManagerRefusal if the manager refuses it
   * @throws ManagerUnreachable if no answer came: request it again
   */
  public TakenRequest request(StoreOrder order) {
    return ready().request(order);
  }

  /**
   * Says that a request is not wanted any more; gives the settlement's state now, which may be that
   * it was paid.
   *
   * @throws ManagerRefusal if the manager refuses it
   * @throws ManagerUnreachable if no answer came: cancel again
   */
  public String cancel(String requestId) {
    return ready().cancel(requestId);
  }

  /**
   * The state of a settlement, asked for once.
   *
   * @throws ManagerRefusal if the manager shows none
   * @throws ManagerUnreachable if no answer came
   */
  public String state(String settlementId) {
    assembled();
    return quickReads.state(settlementId);
  }

  /** Fetches a completion that is there and was not pushed, and sends its receipt. */
  public void fetch(String settlementId) {
    StoreDevice ready = ready();
    ready.pull(settlementId, 0).ifPresent(paid -> ready.send(paid.receipt()));
  }

  /**
   * The keys of a store as they were published some seconds ago at most, certified by the
   * operator's CA: before a signature is looked at, anybody may claim to be that store. One that is
   * not among them is looked for once more, since the store may have renewed its key.
   *
   * @throws ManagerUnreachable if no answer came
   */
  public KeyRegister keysOf(String storeId, KeyRole role) {
    ready();
    String name = role + " " + storeId;
    KeyRegister lately = fetchedKeys.of(name, () -> storeKeys.of(storeId, role));
    return kid -> lately.byKid(kid).or(() -> fresh(name, storeId, role).byKid(kid));
  }

  private KeyRegister fresh(String name, String storeId, KeyRole role) {
    try {
      return fetchedKeys.fresh(name, () -> storeKeys.of(storeId, role));
    } catch (ManagerRefusal | ManagerUnreachable e) {
      throw new ProtocolException(
          ErrorCode.UNAVAILABLE, "the store's keys could not be fetched again");
    }
  }

  /** The manager's pinned keys, for whoever looks at its seals once more. */
  KeyRegister managerKeys() {
    ready();
    return managerKeys;
  }

  /**
   * Takes message 3; gives message 4 with a receipt number for each lower store.
   *
   * @throws ProtocolException if it proves no payment of a basket of this mall: the goods stay
   */
  public String complete(String message3) {
    PaidOrder paid = assembled().complete(message3);
    LOG.log(
        Level.INFO,
        () ->
            "paid: request "
                + paid.paid().request().message().requestId()
                + ", receipt "
                + paid.receipt().message().receiptNumber());
    return paid.receipt().compact();
  }

  /** Fetches completions that did not arrive, and sends receipts that were not taken. */
  public void catchUp() {
    if (!MallSettings.isConfigured(properties) || records.managerKeys().isEmpty()) {
      return;
    }
    assembled()
        .catchUp(
            (settlementId, why) ->
                LOG.log(
                    Level.WARNING,
                    () -> "settlement not taken up, goods stay: " + why.getMessage()));
  }

  /** Whoever waits for the manager here keeps nobody else waiting. */
  private StoreDevice ready() {
    StoreDevice ready = assembled();
    managerKeys.pinAtFirstContact();
    door.register(() -> ready.registerEndpoint(MallSettings.read(properties).completions()));
    return ready;
  }

  private synchronized StoreDevice assembled() {
    if (device == null) {
      MallSettings settings = MallSettings.read(properties);
      DeviceKey key = KeyFile.at(settings.keyFile());
      DatabaseJournal journal = new DatabaseJournal(records);
      ManagerConnection manager = connection(settings, Retries.patient());
      managerKeys = new ManagerKeys(journal, manager, settings.identity().managerId(), clock);
      ManagerConnection quick = connection(settings, Retries.none());
      storeKeys = new StoreKeyRegister(quick, journal);
      quickReads = new StoreReads(quick, settings.identity(), key, clock);
      device =
          new StoreDevice(settings.identity(), key, journal, managerKeys, manager, VALIDITY, clock);
    }
    return device;
  }

  private ManagerConnection connection(MallSettings settings, Retries retries) {
    return new ManagerConnection(http, settings.storeBase(), settings.clientBase(), retries);
  }
}
