package fiveseal.storedevice;

import fiveseal.protocol.Amount;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.Order;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Signer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A lower store's orders at its mall ({@code fiveseal-order}). Each is signed, kept and only then
 * sent; a retry sends what was sent before, so that no lost answer ever makes two of one. It is
 * signed anew, under its id, only when it lay here too long, or while the store got another key.
 */
public final class TillOrders {
  private static final long TOKEN_SECONDS = 240;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** After these the mall has looked at the order and has it not. */
  private static final Set<String> NEVER_TAKEN =
      Set.of(ErrorCode.MESSAGE_MALFORMED.code(), ErrorCode.MESSAGE_REFUSED.code());

  private final StoreIdentity identity;
  private final Signer signer;
  private final SignedFiles kept;
  private final ManagerConnection server;
  private final InstantSource clock;
  private final UuidV7 ids;

  TillOrders(
      StoreIdentity identity,
      Signer signer,
      SignedFiles kept,
      ManagerConnection server,
      InstantSource clock) {
    this.identity = identity;
    this.signer = signer;
    this.kept = kept;
    this.server = server;
    this.clock = clock;
    this.ids = new UuidV7(clock, new SecureRandom());
  }

  /**
   * What the mall answered.
   *
   * @param message as it was sent, compact
   */
  public record Taken(String orderId, String state, String message) {}

  /**
   * How an order stands.
   *
   * @param state {@code OPEN}, or what became of it
   * @param expiresAt seconds UTC
   * @param paidAt seconds UTC
   * @param receiptNumber of this store's line
   */
  public record Status(
      String orderId,
      String state,
      long expiresAt,
      OptionalLong paidAt,
      Optional<String> receiptNumber) {}

  /** An id that no order of this store's has. */
  public String newId() {
    return ids.next();
  }

  /**
   * Sends an order to the mall.
   *
   * @param orderId the same again is a retry
   * @throws ProtocolException {@code message-malformed} or {@code message-refused} for what cannot
   *     be ordered, {@code conflicting-replay} if another order was signed under this id: nothing
   *     is sent
   * @throws ManagerRefusal if the mall refuses it
   * @throws ManagerUnreachable if no answer came: order the same again
   */
  public Taken order(String orderId, TillOrder wanted) {
    Order now = content(orderId, wanted);
    String name = "order-" + orderId;
    Optional<String> before = kept.kept(name);
    before.ifPresent(message -> requireSame(now, message));
    String message = before.orElseGet(() -> kept.made(name, Signed.by(signer, now).compact()));
    try {
      return sent(orderId, message);
    } catch (ManagerRefusal e) {
      if (NEVER_TAKEN.contains(e.code())) {
        kept.dropped(name);
      }
      Signed<Order> refused = Signed.parse(message, Order.class);
      if (isOfAnotherKey(e, refused)) {
        Optional<Taken> arrived = arrived(orderId, wanted.mallId(), message);
        return arrived.isPresent() ? arrived.get() : sentAnew(name, now);
      }
      if (isTooLate(e, refused)) {
        // It lay here too long and never arrived: the mall would have known it before its time.
        return sentAnew(name, now);
      }
      throw e;
    }
  }

  private Taken sentAnew(String name, Order order) {
    kept.dropped(name);
    return sent(order.orderId(), kept.made(name, Signed.by(signer, order).compact()));
  }

  private boolean isTooLate(ManagerRefusal refusal, Signed<Order> sent) {
    return refusal.code().equals(ErrorCode.MESSAGE_REFUSED.code())
        && sent.message().exp() < clock.instant().getEpochSecond();
  }

  /** The store's key changed since: under the old one the mall will not look at it again. */
  private boolean isOfAnotherKey(ManagerRefusal refusal, Signed<Order> sent) {
    return refusal.code().equals(ErrorCode.SIGNATURE_REFUSED.code())
        && !sent.kid().equals(signer.kid());
  }

  /** The order as it stands, if the mall took it while the old key was good. */
  private Optional<Taken> arrived(String orderId, String mallId, String message) {
    try {
      return Optional.of(new Taken(orderId, status(mallId, orderId).state(), message));
    } catch (ManagerRefusal e) {
      if (e.code().equals(ErrorCode.NOT_FOUND.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Order content(String orderId, TillOrder wanted) {
    RequestCreation.requireUnicode(wanted.description());
    long now = clock.instant().getEpochSecond();
    return new Order(
        identity.storeId(),
        wanted.mallId(),
        orderId,
        Amount.of(wanted.amountMinor(), wanted.currency()),
        wanted.description(),
        now,
        now + wanted.validity().toSeconds());
  }

  private static void requireSame(Order wanted, String message) {
    Order before = Signed.parse(message, Order.class).message();
    if (!before.aud().equals(wanted.aud())
        || !before.amount().equals(wanted.amount())
        || !before.description().equals(wanted.description())) {
      throw new ProtocolException(
          ErrorCode.CONFLICTING_REPLAY, "another order was signed under this order id");
    }
  }

  private Taken sent(String orderId, String message) {
    JsonMembers answer = server.post("/orders", message).json();
    try {
      return new Taken(orderId, answer.text("state"), message);
    } catch (ProtocolException e) {
      throw new ManagerUnreachable("the answer is not the mall's: " + e.detail(), e);
    }
  }

  /**
   * How one of this store's orders stands at the mall.
   *
   * @throws ProtocolException {@code message-malformed} if it is no id
   * @throws ManagerRefusal {@code not-found} if the mall has no such order of this store's
   * @throws ManagerUnreachable if no answer came
   */
  public Status status(String mallId, String orderId) {
    if (!ID.matcher(orderId).matches()) {
      throw ProtocolException.malformed("that is no order's id");
    }
    long now = clock.instant().getEpochSecond();
    StoreAuth proof =
        new StoreAuth(identity.storeId(), mallId, ids.next(), now, now + TOKEN_SECONDS);
    Reply reply = server.get("/orders/" + orderId, Signed.by(signer, proof).compact());
    if (!reply.isSuccess()) {
      throw reply.refusal();
    }
    try {
      return status(reply.json());
    } catch (ProtocolException e) {
      throw new ManagerUnreachable("the answer is not the mall's: " + e.detail(), e);
    }
  }

  private static Status status(JsonMembers answer) {
    return new Status(
        answer.text("orderId"),
        answer.text("state"),
        answer.integer("expiresAt"),
        answer.has("paidAt") ? OptionalLong.of(answer.integer("paidAt")) : OptionalLong.empty(),
        answer.optionalText("receiptNumber"));
  }
}
