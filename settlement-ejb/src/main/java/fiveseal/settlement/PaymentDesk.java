package fiveseal.settlement;

import fiveseal.audit.EvidenceStore;
import fiveseal.audit.Seal;
import fiveseal.audit.StoredMessage;
import fiveseal.card.CardAnswers;
import fiveseal.card.CardDesk;
import fiveseal.card.CardProofs;
import fiveseal.card.CommandEncryption;
import fiveseal.card.CommandState;
import fiveseal.card.Draft;
import fiveseal.card.IssuedCommand;
import fiveseal.card.Owner;
import fiveseal.card.OwnerKind;
import fiveseal.card.ProvenCard;
import fiveseal.config.Configuration;
import fiveseal.keys.KeyVault;
import fiveseal.manager.CardProof;
import fiveseal.manager.ClientSettlement;
import fiveseal.manager.Payment;
import fiveseal.manager.RequestedSettlement;
import fiveseal.manager.SettlementFilter;
import fiveseal.manager.SettlementPage;
import fiveseal.manager.Settlements;
import fiveseal.manager.StoreRefund;
import fiveseal.manager.StoreSettlement;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.card.CardCommand;
import fiveseal.protocol.jws.Acceptance;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.Verifier;
import fiveseal.store.Contracts;
import fiveseal.store.StoreKeys;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The payment as its users see it. Each step reads: the message is checked, what it needs is made
 * and signed, one transaction writes it, the message leaves.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PaymentDesk implements Settlements {
  @Inject SettlementStore store;
  @Inject EvidenceStore evidence;
  @Inject StoreKeys keys;
  @Inject Contracts contracts;
  @Inject CardProofs proofs;
  @Inject CommandEncryption encryption;
  @Inject CardDesk desk;
  @Inject CardAnswers answers;
  @Inject CompletionDelivery delivery;
  @Inject PaymentMetrics metrics;
  @Inject KeyVault vault;
  @Inject Configuration configuration;
  @Inject RefundBook refunds;
  @Inject UuidV7 ids;
  @Inject Clock clock;

  /** A checked message 1 and the settlement that it has, with its first state, or is to have. */
  private record Requested(
      String id, Signed<SettlementRequest> request, Optional<SettlementState> existing) {
    boolean exists() {
      return existing.isPresent();
    }
  }

  @Override
  public RequestedSettlement request(String message1) {
    return metrics.timed("request", () -> take(message1, clock.instant()));
  }

  private RequestedSettlement take(String message1, Instant now) {
    Requested requested = check(message1, now);
    return answer(requested.exists() ? requested : create(requested, message1, now));
  }

  private Requested create(Requested requested, String message1, Instant now) {
    try {
      SettlementState state = store.create(requested.id(), requested.request(), now);
      metrics.requested();
      return new Requested(requested.id(), requested.request(), Optional.of(state));
    } catch (RuntimeException e) {
      // Somebody else may have been first with the same request: then theirs is the settlement.
      Requested existing = check(message1, now);
      if (!existing.exists()) {
        throw e;
      }
      return existing;
    }
  }

  private RequestedSettlement answer(Requested requested) {
    return new RequestedSettlement(
        requested.id(),
        requested.existing().orElseThrow().name(),
        configuration.clientBaseUrl() + "/#settlement=" + requested.id(),
        requested.request().message().exp());
  }

  /** Checks message 1; a replay is recognized before its time is looked at. */
  private Requested check(String message1, Instant now) {
    SettlementRequest unverified = Signed.parse(message1, SettlementRequest.class).message();
    Optional<Settlement> existing = store.find(unverified.iss(), unverified.requestId());
    if (existing.isPresent()) {
      return checkAgain(message1, existing.get(), now);
    }
    Signed<SettlementRequest> request =
        new Verifier(keys).verify(message1, SettlementRequest.class, now);
    Acceptance.addressedTo(request.message(), configuration.managerId());
    for (RequestLine line : request.message().lines()) {
      if (!contracts.mayCarry(request.message().iss(), line.store())) {
        throw ProtocolException.refused("a line's store is not under contract with iss");
      }
    }
    contracts.requireSelling(sellers(request.message()));
    Acceptance.timely(request.message(), now);
    configuration.requireNewerThanRestore(Instant.ofEpochSecond(request.message().iat()));
    return new Requested(ids.next(), request, Optional.empty());
  }

  private static List<String> sellers(SettlementRequest request) {
    return Stream.concat(Stream.of(request.iss()), request.lines().stream().map(RequestLine::store))
        .distinct()
        .toList();
  }

  private Requested checkAgain(String message1, Settlement existing, Instant now) {
    StoredMessage stored = store.request(existing.id());
    Signed<SettlementRequest> first = Signed.parse(stored.compact(), SettlementRequest.class);
    boolean same = first.sameMessageAs(message1);
    new Verifier(keys).verify(message1, SettlementRequest.class, same ? stored.receivedAt() : now);
    if (!same) {
      throw new ProtocolException(
          ErrorCode.CONFLICTING_REPLAY, "this requestId has another message");
    }
    return new Requested(existing.id(), first, Optional.of(existing.stateAtCreation()));
  }

  @Override
  public String requestAndIssue(String message1, CardProof proof) {
    return metrics.timed("issue", () -> takeAndIssue(message1, proof, clock.instant()));
  }

  private String takeAndIssue(String message1, CardProof proof, Instant now) {
    Requested requested = check(message1, now);
    try {
      return issue(requested, proof, now);
    } catch (RuntimeException e) {
      // Somebody else may have been first with the same: then theirs is the one.
      Requested existing = check(message1, now);
      if (requested.exists() || !existing.exists()) {
        throw e;
      }
      return issue(existing, proof, now);
    }
  }

  @Override
  public String issue(String settlementId, CardProof proof) {
    find(settlementId);
    Signed<SettlementRequest> request =
        Signed.parse(store.request(settlementId).compact(), SettlementRequest.class);
    Requested requested =
        new Requested(settlementId, request, Optional.of(SettlementState.REQUESTED));
    return metrics.timed("issue", () -> issue(requested, proof, clock.instant()));
  }

  private String issue(Requested requested, CardProof proof, Instant now) {
    ProvenCard card = proofs.prove(proof);
    if (requested.exists()) {
      Settlement existing = find(requested.id());
      existing.requireIssuable(now);
      requireNobodyElses(requested.request(), existing);
    }
    CardCommand command = InformationCreation.debit(requested.id(), requested.request(), card);
    byte[] ciphertext = encryption.encrypt(command, card);
    String message2 =
        InformationOutput.message(
                configuration.managerId(),
                vault.signer(),
                requested.id(),
                requested.request(),
                ciphertext,
                now)
            .compact();
    Draft draft =
        new Draft(
            new Owner(OwnerKind.SETTLEMENT, requested.id()),
            card,
            command,
            ciphertext,
            Seal.INFORMATION,
            message2);
    return desk.issue(draft, creation(requested, now)).orThrow();
  }

  /** What was asked for with a key stolen by then stays on record, and no card pays it. */
  private void requireNobodyElses(Signed<SettlementRequest> request, Settlement settlement) {
    if (keys.wasStolen(request.kid(), settlement.createdAt())) {
      throw ProtocolException.refused("the key of this request was stolen when it came");
    }
  }

  private Optional<Runnable> creation(Requested requested, Instant now) {
    return requested.exists()
        ? Optional.empty()
        : Optional.of(
            () -> {
              store.write(requested.id(), requested.request(), now);
              metrics.requested();
            });
  }

  @Override
  public Payment answer(String settlementId, long counter, byte[] answer) {
    return metrics.timed("answer", () -> take(settlementId, counter, answer));
  }

  private Payment take(String settlementId, long counter, byte[] answer) {
    find(settlementId);
    Owner owner = new Owner(OwnerKind.SETTLEMENT, settlementId);
    IssuedCommand decided = answers.take(owner, counter, answer);
    if (decided.owner().kind() == OwnerKind.SETTLEMENT) {
      delivery.deliver(decided.owner().id());
    }
    if (decided.owner().equals(owner) && decided.state() == CommandState.DONE) {
      Optional<StoredMessage> completion = evidence.find(Seal.COMPLETION, settlementId);
      if (completion.isPresent()) {
        // The same reply for ever, whatever has come since.
        return new Payment(
            SettlementState.COMPLETED.name(), completion.map(StoredMessage::compact));
      }
    }
    SettlementState state = find(settlementId).stateAt(clock.instant());
    return new Payment(state.name(), Optional.empty());
  }

  @Override
  public String receipt(String settlementId, String message4) {
    Instant now = clock.instant();
    Optional<StoredMessage> earlier = evidence.find(Seal.RECEIPT, settlementId);
    boolean same =
        earlier
            .map(stored -> Signed.parse(stored.compact(), SettlementReceipt.class))
            .filter(stored -> stored.sameMessageAs(message4))
            .isPresent();
    Signed<SettlementReceipt> receipt =
        new Verifier(keys)
            .verify(message4, SettlementReceipt.class, same ? earlier.get().receivedAt() : now);
    if (same) {
      return SettlementState.RECEIPTED.name();
    }
    Settlement settlement = find(settlementId);
    if (!settlement.storeId().equals(receipt.message().iss())) {
      throw notFound();
    }
    Acceptance.addressedTo(receipt.message(), configuration.managerId());
    // The debit is final: a receipt is worth having, whatever the store's clock says.
    Acceptance.withinLifeOf(keys.byKid(receipt.kid()).orElseThrow(), receipt.message());
    if (earlier.isPresent()) {
      throw otherReceipt();
    }
    StoredMessage completion =
        evidence
            .find(Seal.COMPLETION, settlementId)
            .orElseThrow(
                () -> ProtocolException.refused("there is no completion to be received yet"));
    ReceiptCheck.check(
        receipt.message(),
        Signed.parse(completion.compact(), SettlementCompletion.class),
        Signed.parse(store.request(settlementId).compact(), SettlementRequest.class).message());
    if (!store.receipt(settlementId, receipt, now)) {
      return receipt(settlementId, message4);
    }
    metrics.receipted();
    return SettlementState.RECEIPTED.name();
  }

  private static ProtocolException otherReceipt() {
    return new ProtocolException(
        ErrorCode.CONFLICTING_REPLAY, "this settlement has another receipt");
  }

  @Override
  public ClientSettlement forClient(String settlementId) {
    Settlement settlement = find(settlementId);
    SettlementState state = settlement.stateAt(clock.instant());
    Optional<String> request =
        state.isFinal() ? Optional.empty() : Optional.of(store.request(settlementId).compact());
    return new ClientSettlement(request, state.name(), settlement.expiresAtSeconds());
  }

  @Override
  public Optional<String> receiptForClient(String settlementId) {
    find(settlementId);
    return evidence.find(Seal.RECEIPT, settlementId).map(StoredMessage::compact);
  }

  @Override
  public StoreSettlement forStore(String storeId, String settlementId) {
    Settlement settlement = findOwn(storeId, settlementId);
    return view(
        settlement,
        store.lines(List.of(settlementId)),
        refunds.views(List.of(settlementId)),
        clock.instant());
  }

  @Override
  public SettlementPage list(String storeId, SettlementFilter filter) {
    Instant now = clock.instant();
    List<Settlement> found = store.list(storeId, filter, now);
    boolean more = found.size() > filter.limit();
    List<Settlement> page = more ? found.subList(0, filter.limit()) : found;
    List<String> ids = page.stream().map(Settlement::id).toList();
    Map<String, List<SettlementLineRow>> lines = store.lines(ids);
    Map<String, List<StoreRefund>> refunded = refunds.views(ids);
    return new SettlementPage(
        page.stream().map(settlement -> view(settlement, lines, refunded, now)).toList(),
        more ? Optional.of(page.get(page.size() - 1).id()) : Optional.empty());
  }

  private static StoreSettlement view(
      Settlement settlement,
      Map<String, List<SettlementLineRow>> lines,
      Map<String, List<StoreRefund>> refunds,
      Instant now) {
    return new StoreSettlement(
        settlement.id(),
        settlement.requestId(),
        settlement.stateAt(now).name(),
        settlement.amount().minor(),
        settlement.amount().currency().code(),
        lines.getOrDefault(settlement.id(), List.of()).stream()
            .map(SettlementLineRow::line)
            .toList(),
        settlement.expiresAtSeconds(),
        settlement
            .completedAt()
            .map(time -> OptionalLong.of(time.getEpochSecond()))
            .orElse(OptionalLong.empty()),
        refunds.getOrDefault(settlement.id(), List.of()));
  }

  @Override
  public Optional<String> completion(String storeId, String settlementId) {
    Settlement settlement = findOwn(storeId, settlementId);
    Optional<String> completion =
        evidence.find(Seal.COMPLETION, settlementId).map(StoredMessage::compact);
    SettlementState state = settlement.stateAt(clock.instant());
    if (completion.isEmpty() && state.isFinal() && state != SettlementState.COMPLETED) {
      throw Settlement.ended(state);
    }
    completion.ifPresent(fetched -> delivery.fetched(settlementId));
    return completion;
  }

  private Settlement find(String settlementId) {
    return store.find(settlementId).orElseThrow(PaymentDesk::notFound);
  }

  private Settlement findOwn(String storeId, String settlementId) {
    return store
        .find(settlementId)
        .filter(settlement -> settlement.storeId().equals(storeId))
        .orElseThrow(PaymentDesk::notFound);
  }

  private static ProtocolException notFound() {
    return new ProtocolException(ErrorCode.NOT_FOUND, "there is no such settlement");
  }
}
