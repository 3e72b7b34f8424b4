package fiveseal.mall;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.manager.MallJournal;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.storedevice.ManagerConnection;
import fiveseal.storedevice.ManagerKeys;
import fiveseal.storedevice.ManagerRefusal;
import fiveseal.storedevice.ManagerUnreachable;
import fiveseal.storedevice.PaidOrder;
import fiveseal.storedevice.Retries;
import fiveseal.storedevice.StoreDevice;
import fiveseal.storedevice.StoreOrder;
import fiveseal.storedevice.TakenRequest;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The mall's store device (claim 7): one request for a basket over several lower stores, each with
 * its own line. It is set up at first use, since at start the manager may not answer yet: the key
 * is read, the manager's keys are pinned, the door for completions is registered.
 */
@ApplicationScoped
public class Mall {
  private static final Logger LOG = System.getLogger(Mall.class.getName());
  private static final Duration VALIDITY = Duration.ofMinutes(15);

  @EJB private MallJournal records;

  private final MallSettings.Properties properties;
  private final Clock clock = Clock.systemUTC();
  private final UuidV7 ids = new UuidV7(clock, new SecureRandom());
  private StoreDevice device;
  private ManagerKeys managerKeys;
  private boolean reachable;

  /** For the container. */
  public Mall() {
    this(null, name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
  }

  Mall(MallJournal records, MallSettings.Properties properties) {
    this.records = records;
    this.properties = properties;
  }

  /** A request that the manager took. */
  public record Requested(String requestId, TakenRequest taken) {}

  /**
   * Requests settlement of a basket. For demonstration: nobody logged in.
   *
   * @throws ProtocolException {@code not-found} outside demo mode
   */
  public Requested request(String currency, String description, List<RequestLine> lines) {
    if (!MallSettings.read(properties).demo()) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, "baskets are made on the mall's pages");
    }
    StoreDevice ready = ready();
    String requestId = ids.next();
    long sum = lines.stream().mapToLong(RequestLine::amountMinor).sum();
    return new Requested(
        requestId, ready.request(new StoreOrder(requestId, sum, currency, description, lines)));
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

  private synchronized StoreDevice ready() {
    StoreDevice ready = assembled();
    managerKeys.pinAtFirstContact();
    if (!reachable) {
      try {
        ready.registerEndpoint(MallSettings.read(properties).completions());
        reachable = true;
      } catch (ManagerRefusal | ManagerUnreachable e) {
        // The payment goes on: completions are fetched until the next basket's attempt succeeds.
        LOG.log(
            Level.WARNING, () -> "the door for completions is not registered: " + e.getMessage());
      }
    }
    return ready;
  }

  private synchronized StoreDevice assembled() {
    if (device == null) {
      MallSettings settings = MallSettings.read(properties);
      SigningKey key = key(settings);
      DatabaseJournal journal = new DatabaseJournal(records);
      ManagerConnection manager =
          new ManagerConnection(
              ManagerConnection.plainHttp(),
              settings.storeBase(),
              settings.clientBase(),
              Retries.patient());
      managerKeys = new ManagerKeys(journal, manager, settings.identity().managerId(), clock);
      device =
          new StoreDevice(
              settings.identity(),
              key,
              key.publicKey(),
              journal,
              managerKeys,
              manager,
              VALIDITY,
              clock);
    }
    return device;
  }

  private static SigningKey key(MallSettings settings) {
    try {
      return SigningKey.fromPem(Files.readString(settings.keyFile(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the mall's key file cannot be read", e);
    }
  }
}
