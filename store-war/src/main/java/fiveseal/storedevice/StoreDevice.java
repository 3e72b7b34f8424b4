package fiveseal.storedevice;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.KeyRegister;
import fiveseal.protocol.jws.Signed;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The store device, put together from its parts. An order's life: it is made into message 1,
 * signed, kept, sent to the manager or handed to the client device; message 3 comes by push or pull
 * and is checked against the kept order; from then on the goods may go; message 4 is signed, kept
 * and sent. Every step can be repeated after a crash and then sends what it sent before.
 */
public final class StoreDevice {
  private final StoreIdentity identity;
  private final Journal journal;
  private final RequestCreation creation;
  private final RequestSigning signing;
  private final RequestTransmission transmission;
  private final CompletionCheck check;
  private final ReceiptIssuing receipts;
  private final ReceiptTransmission receiptTransmission;
  private final StoreReads reads;
  private final EndpointRegistration endpoints;
  private final CancelSigning cancels;
  private final ManagerConnection manager;

  /**
   * @param ownKey signs; another may follow it meanwhile
   * @param managerKeys the manager's pinned keys
   * @param validity how long a holder has to pay, 1 s … 24 h
   */
  public StoreDevice(
      StoreIdentity identity,
      DeviceKey ownKey,
      Journal journal,
      KeyRegister managerKeys,
      ManagerConnection manager,
      Duration validity,
      InstantSource clock) {
    this.identity = identity;
    this.journal = journal;
    KeyRegister ownKeys = ownKey.register(identity.storeId());
    creation = new RequestCreation(identity, validity, clock);
    signing = new RequestSigning(identity, ownKey, clock);
    transmission = new RequestTransmission(manager);
    check = new CompletionCheck(identity, managerKeys, ownKeys, journal);
    receipts = new ReceiptIssuing(identity, ownKey, journal, clock);
    receiptTransmission = new ReceiptTransmission(manager, journal);
    reads = new StoreReads(manager, identity, ownKey, clock);
    endpoints = new EndpointRegistration(manager, identity, ownKey, clock);
    cancels = new CancelSigning(identity, ownKey, clock);
    this.manager = manager;
  }

  public StoreIdentity identity() {
    return identity;
  }

  public Journal journal() {
    return journal;
  }

  public StoreReads reads() {
    return reads;
  }

  /**
   * Asks the manager for settlement of an order. The same order again sends the same bytes.
   *
   * @throws ProtocolException if the order is ill-formed, or {@code conflicting-replay} if its id
   *     already stands for another order
   */
  public TakenRequest request(StoreOrder order) {
    Signed<SettlementRequest> message1 = prepare(order);
    TakenRequest taken = transmission.send(message1);
    journal.requestTaken(order.requestId(), taken.settlementId(), taken.payUrl());
    return taken;
  }

  /** The same through the client device, without a connection of the store's (claim 19). */
  public HandOver relay(StoreOrder order) {
    return transmission.handOver(prepare(order));
  }

  private Signed<SettlementRequest> prepare(StoreOrder order) {
    SettlementRequest request = creation.create(order);
    Signed<SettlementRequest> kept =
        Signed.parse(
            journal
                .byRequest(order.requestId())
                .map(JournalEntry::message1)
                .orElseGet(
                    () -> journal.requestMade(order.requestId(), signing.sign(request).compact())),
            SettlementRequest.class);
    requireSameOrder(kept.message(), request);
    return kept;
  }

  private static void requireSameOrder(SettlementRequest kept, SettlementRequest wanted) {
    boolean same =
        kept.amount().equals(wanted.amount())
            && kept.description().equals(wanted.description())
            && kept.lines().equals(wanted.lines());
    if (!same) {
      throw new ProtocolException(
          ErrorCode.CONFLICTING_REPLAY, "another order was made under this request id");
    }
  }

  /**
   * Takes message 3, from anywhere: checks it, keeps it, and signs the receipt. When this returns,
   * the goods may go.
   *
   * @throws ProtocolException if it proves no payment of an own order: the goods stay
   */
  public PaidOrder complete(String message3) {
    CheckedCompletion paid = check.check(message3);
    return new PaidOrder(paid, receipts.issue(paid));
  }

  /**
   * Asks for message 3 once; empty while it may still come.
   *
   * @param waitSeconds how long the manager may hold the question, 0 … 30
   * @throws ManagerRefusal {@code settlement-ended} if it will never come
   */
  public Optional<PaidOrder> pull(String settlementId, int waitSeconds) {
    return reads.completion(settlementId, waitSeconds).map(this::complete);
  }

  /**
   * Sends message 4; gives the settlement's state.
   *
   * @throws ManagerRefusal if the manager refuses it: it stays outstanding
   */
  public String send(Signed<SettlementReceipt> receipt) {
    return receiptTransmission.send(receipt);
  }

  /**
   * Takes up what was missed while this device or the line was down: fetches the completions whose
   * receipts the manager does not have, and sends those.
   *
   * @param refused takes the settlements that could not be taken up, and why; the others go on
   * @return what was paid
   */
  public List<PaidOrder> catchUp(BiConsumer<String, RuntimeException> refused) {
    List<PaidOrder> found = new ArrayList<>();
    for (String settlementId : reads.withoutReceipt()) {
      try {
        Optional<PaidOrder> paid = pull(settlementId, 0);
        paid.ifPresent(order -> send(order.receipt()));
        paid.ifPresent(found::add);
      } catch (ProtocolException | ManagerRefusal e) {
        refused.accept(settlementId, e);
      }
    }
    return found;
  }

  /**
   * Says that a request is not wanted any more. To say it again does no harm.
   *
   * @return the settlement's state now, which may be that it was paid
   * @throws ManagerRefusal if the manager refuses it
   * @throws ManagerUnreachable if no answer came: cancel again
   */
  public String cancel(String requestId) {
    return manager.post("/cancellations", cancels.sign(requestId).compact()).json().text("state");
  }

  /** Wants completions pushed to this address from now on. */
  public void registerEndpoint(URI endpoint) {
    endpoints.register(endpoint);
  }
}
