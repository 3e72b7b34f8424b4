package fiveseal.mall;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.manager.MallReversals;
import fiveseal.manager.MallReversals.AskedRefund;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RefundLine;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.storedevice.ManagerConnection;
import fiveseal.storedevice.ManagerRefusal;
import fiveseal.storedevice.ManagerUnreachable;
import fiveseal.storedevice.RefundWish;
import fiveseal.storedevice.Retries;
import fiveseal.storedevice.Reversals;
import fiveseal.storedevice.StoreReads;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Refunds by the mall's store device: asked for and kept with their reason, then signed, kept and
 * sent to the manager like any store's. The id is made before anybody confirms, so that a double
 * click, a retry and a crash in between make one refund.
 */
@ApplicationScoped
public class MallRefunds {
  private static final Logger LOG = System.getLogger(MallRefunds.class.getName());

  /** After these the manager has looked at it and will not take it; after others it may. */
  private static final Set<String> REFUSED =
      Set.of(
          ErrorCode.MESSAGE_MALFORMED.code(),
          ErrorCode.MESSAGE_REFUSED.code(),
          ErrorCode.NOT_FOUND.code(),
          ErrorCode.NOT_REFUNDABLE.code(),
          ErrorCode.CONFLICTING_REPLAY.code(),
          ErrorCode.RECORDS_RESTORED.code());

  @EJB private MallReversals records;

  private final MallSettings.Properties properties;
  private final Clock clock = Clock.systemUTC();
  private final UuidV7 ids = new UuidV7(clock, new SecureRandom());
  private final RefundRounds rounds = new RefundRounds(clock);
  private Reversals reversals;

  /** For the container. */
  public MallRefunds() {
    this(null, name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
  }

  MallRefunds(MallReversals records, MallSettings.Properties properties) {
    this.records = records;
    this.properties = properties;
  }

  /** What became of asking. */
  public enum Outcome {
    /** The manager took it: the card gets it when it is presented. */
    TAKEN,
    /** The manager gave no answer: it is kept, and sent again until there is one. */
    ON_ITS_WAY
  }

  /** A new id, to be made with the page that asks for confirmation. */
  public String newId() {
    return ids.next();
  }

  /** Whether this is the mall whose key is here. */
  public boolean isOwn(String storeId) {
    return MallSettings.isConfigured(properties)
        && MallSettings.read(properties).identity().storeId().equals(storeId);
  }

  /** Those of a settlement, with their reasons. */
  public List<AskedRefund> of(String settlementId) {
    return records.askedOf(settlementId);
  }

  /**
   * Gives back a part of a line. The same again gives the same answer and one refund.
   *
   * @throws ProtocolException {@code message-refused}, {@code not-refundable} or what else the
   *     manager or the device itself refuses it for; {@code conflicting-replay} if something else
   *     was asked for under its id
   */
  public Outcome refund(AskedRefund wish) {
    AskedRefund kept = records.ask(wish);
    if (!kept.sameWish(wish)) {
      throw new ProtocolException(
          ErrorCode.CONFLICTING_REPLAY, "another refund was asked for under this id");
    }
    if (kept.taken().isPresent() && !kept.taken().get()) {
      throw ProtocolException.refused("this refund was refused before");
    }
    return kept.taken().isPresent() ? Outcome.TAKEN : send(kept);
  }

  /** Sends again what has no answer yet, each in its turn. */
  public void catchUp() {
    if (MallSettings.isConfigured(properties)) {
      rounds.next(records::unanswered, this::isSent);
    }
  }

  /** Whether it has the manager's word now. */
  private boolean isSent(AskedRefund waiting) {
    try {
      return send(waiting) == Outcome.TAKEN;
    } catch (ProtocolException e) {
      LOG.log(Level.WARNING, () -> "refund " + waiting.refundId() + " is refused: " + e.detail());
      return true;
    }
  }

  private Outcome send(AskedRefund refund) {
    RefundWish wish =
        new RefundWish(
            refund.settlementId(),
            OptionalLong.of(refund.amountMinor()),
            List.of(new RefundLine(refund.storeId(), refund.amountMinor())),
            Optional.of(refund.currency()));
    try {
      Reversals.Taken taken = device().refund(wish, Optional.of(refund.refundId()));
      records.ended(refund.refundId(), true, taken.state());
      return Outcome.TAKEN;
    } catch (ProtocolException e) {
      // The device itself refuses to sign it.
      records.ended(refund.refundId(), false, e.code().code());
      throw e;
    } catch (ManagerRefusal e) {
      if (!REFUSED.contains(e.code())) {
        return onItsWay(refund, e);
      }
      records.ended(refund.refundId(), false, e.code());
      throw refusal(e);
    } catch (ManagerUnreachable e) {
      return onItsWay(refund, e);
    }
  }

  private static Outcome onItsWay(AskedRefund refund, RuntimeException why) {
    LOG.log(
        Level.WARNING,
        () -> "refund " + refund.refundId() + " has no answer yet: " + why.getMessage());
    return Outcome.ON_ITS_WAY;
  }

  private static ProtocolException refusal(ManagerRefusal refusal) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.code().equals(refusal.code())) {
        return new ProtocolException(code, refusal.getMessage());
      }
    }
    return ProtocolException.refused(refusal.getMessage());
  }

  private synchronized Reversals device() {
    if (reversals == null) {
      MallSettings settings = MallSettings.read(properties);
      SigningKey key = key(settings);
      ManagerConnection manager =
          new ManagerConnection(
              ManagerConnection.plainHttp(),
              settings.storeBase(),
              settings.clientBase(),
              Retries.patient());
      reversals =
          new Reversals(
              settings.identity(),
              key,
              new DatabaseReversals(records),
              manager,
              new StoreReads(manager, settings.identity(), key, clock),
              clock);
    }
    return reversals;
  }

  private static SigningKey key(MallSettings settings) {
    try {
      return SigningKey.fromPem(Files.readString(settings.keyFile(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the mall's key file cannot be read", e);
    }
  }
}
