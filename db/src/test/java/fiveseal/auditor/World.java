package fiveseal.auditor;

import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.CancelRequest;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.CompletionEndpoint;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.KeyRenewal;
import fiveseal.protocol.Message;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RefundLine;
import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementInformation;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.UpdateKind;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.ValueUpdate;
import fiveseal.protocol.card.TransactionId;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A manager in miniature, which shares no code with the real one: it signs with real keys, and
 * writes what the protocol says. Its cards answer what they are told to.
 */
final class World {
  static final String MANAGER = "manager";
  static final String CURRENCY = "JPY";

  private final SecureRandom random = new SecureRandom();
  private final WorldRows rows;
  private final Map<String, SigningKey> keys = new HashMap<>();
  private final List<String> held = new ArrayList<>();
  private final TestAuthority authority;
  private Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(3, ChronoUnit.HOURS);
  private long cards;

  /** A card as its holder knows it. */
  static final class Card {
    final String number;
    long counter = 1;
    long balance;

    private Card(String number) {
      this.number = number;
    }
  }

  /** A settlement with what was said of it. */
  static final class Sale {
    final String id;
    final Signed<SettlementRequest> request;
    Signed<SettlementInformation> information;
    Signed<SettlementCompletion> completion;

    private Sale(String id, Signed<SettlementRequest> request) {
      this.id = id;
      this.request = request;
    }
  }

  /** A command that is out. */
  record Issued(long id, Card card, String subject, String operation, long amount) {}

  World(Connection connection) throws Exception {
    rows = new WorldRows(connection);
    authority = new TestAuthority(time);
    manager(authority.kid(), "AUTHORITY", authority.certificate());
    manager(key(MANAGER).kid(), "SIGNING", authority.certify(key(MANAGER), MANAGER, time));
  }

  WorldRows rows() {
    return rows;
  }

  String authorityKid() {
    return authority.kid();
  }

  /** Messages 1, 3, 4 and the stores' other words, as those hold them who got an answer. */
  List<String> held() {
    return held;
  }

  /** A second later. */
  Instant tick() {
    time = time.plusSeconds(1);
    return time;
  }

  Instant time() {
    return time;
  }

  String uuidV7() {
    return new UuidV7(() -> time, random).next();
  }

  SigningKey key(String owner) {
    return keys.computeIfAbsent(owner, each -> SigningKey.generate());
  }

  private void manager(String kid, String purpose, X509Certificate certificate) throws Exception {
    rows.insert(
        "manager_key",
        "kid",
        kid,
        "purpose",
        purpose,
        "certificate",
        certificate.getEncoded(),
        "issuer_kid",
        authority.kid(),
        "not_before",
        certificate.getNotBefore().toInstant(),
        "not_after",
        certificate.getNotAfter().toInstant(),
        "recorded_at",
        time);
  }

  /** Registers a store and enrols its key. */
  void store(String id, Optional<String> mall, int commission, int fee) throws Exception {
    Instant at = tick();
    rows.insert(
        "store",
        "store_id",
        id,
        "name",
        "Store " + id,
        "role",
        mall.isPresent() ? "LOWER_STORE" : "STORE",
        "mall_id",
        mall.orElse(null),
        "commission_per_mille",
        commission,
        "fee_per_mille",
        fee,
        "registered_at",
        at);
    enrol(id);
  }

  /** An edit of a store, and what it leaves. */
  void edit(String store, int version, String kind, String state, String name) throws SQLException {
    Instant at = tick();
    rows.insert(
        "store_edit",
        "store_id",
        store,
        "version",
        version,
        "kind",
        kind,
        "state",
        state,
        "name",
        name,
        "reason",
        "",
        "by_operator",
        true,
        "edited_by",
        "olivia",
        "edited_at",
        at);
    if (version == 2) {
      rows.insert(
          "store_standing", "store_id", store, "version", version, "state", state, "name", name);
    } else {
      rows.execute(
          "UPDATE settlement.store_standing SET version = ?, state = ?, name = ?"
              + " WHERE store_id = ?",
          version,
          state,
          name,
          store);
    }
  }

  /** The contract that the edit just made is about. */
  void contract(String store, int version, String role, Duration until, int commission, int fee)
      throws SQLException {
    rows.insert(
        "store_contract",
        "store_id",
        store,
        "version",
        version,
        "role",
        role,
        "effective_from",
        time.plus(until),
        "commission_per_mille",
        commission,
        "fee_per_mille",
        fee,
        "made_by",
        "olivia",
        "made_at",
        time);
  }

  /** Lets time pass in which nothing happens. */
  void pass(Duration duration) {
    time = time.plus(duration);
  }

  /** Enrols a store's next key, which ends the one before. */
  void enrol(String store) throws Exception {
    Instant at = tick();
    keys.remove(store);
    rows.execute(
        "UPDATE settlement.store_key SET superseded_at = ? WHERE store_id = ? AND superseded_at IS NULL",
        at,
        store);
    insertKey(store, at);
  }

  private void insertKey(String store, Instant at) throws Exception {
    X509Certificate certificate = authority.certify(key(store), store, at);
    rows.insert(
        "store_key",
        "kid",
        key(store).kid(),
        "store_id",
        store,
        "certificate",
        certificate.getEncoded(),
        "issuer_kid",
        authority.kid(),
        "not_before",
        certificate.getNotBefore().toInstant(),
        "not_after",
        certificate.getNotAfter().toInstant(),
        "enrolled_at",
        at);
  }

  /** The store's key has the next one certified, and serves on for a day. */
  void renew(String store) throws Exception {
    SigningKey before = key(store);
    SigningKey next = SigningKey.generate();
    Instant at = tick();
    long iat = at.getEpochSecond();
    Signed<KeyRenewal> renewal =
        Signed.by(
            before,
            new KeyRenewal(
                store,
                MANAGER,
                Base64Url.encode(next.certificationRequestDer(store)),
                iat,
                iat + 60));
    rows.execute(
        "UPDATE settlement.store_key SET superseded_at = ? WHERE kid = ?",
        at.plus(1, ChronoUnit.DAYS),
        before.kid());
    keys.put(store, next);
    insertKey(store, at);
    rows.insert(
        "key_renewal",
        "kid",
        before.kid(),
        "next_kid",
        next.kid(),
        "store_id",
        store,
        "message",
        renewal.compact(),
        "received_at",
        at);
    held.add(renewal.compact());
    keys.put(store, before);
    cancel(store, "signed-by-the-key-before");
    keys.put(store, next);
  }

  Card card() throws SQLException {
    cards++;
    Card card =
        new Card(CardNumber.withCheckDigit(String.format(Locale.ROOT, "9%014d", cards)).digits());
    rows.insert(
        "card",
        "card_number",
        card.number,
        "currency",
        CURRENCY,
        "key_version",
        1,
        "next_counter",
        1,
        "balance_minor",
        0,
        "blocked",
        false,
        "balance_limit",
        100_000,
        "amount_limit",
        50_000,
        "issued_at",
        tick());
    return card;
  }

  // --- payments

  /** Message 1 and its settlement. */
  Sale request(String store, List<RequestLine> lines) throws SQLException {
    Instant at = tick();
    String id = uuidV7();
    long amount = lines.stream().mapToLong(RequestLine::amountMinor).sum();
    Signed<SettlementRequest> request =
        sign(
            store,
            new SettlementRequest(
                store,
                MANAGER,
                "request-" + rows.nextId(),
                Amount.of(amount, CURRENCY),
                "A basket",
                lines,
                at.getEpochSecond() - 1,
                at.getEpochSecond() + 900));
    held.add(request.compact());
    rows.insert(
        "settlement",
        "settlement_id",
        id,
        "store_id",
        store,
        "request_id",
        request.message().requestId(),
        "state",
        "REQUESTED",
        "amount_minor",
        amount,
        "currency",
        CURRENCY,
        "created_at",
        at,
        "expires_at",
        Instant.ofEpochSecond(request.message().exp()));
    for (int i = 0; i < lines.size(); i++) {
      line(id, i + 1, lines.get(i));
    }
    rows.evidence(1, id, request.compact(), at);
    return new Sale(id, request);
  }

  private void line(String id, int number, RequestLine line) throws SQLException {
    rows.insert(
        "settlement_line",
        "settlement_id",
        id,
        "line_no",
        number,
        "store_id",
        line.store(),
        "amount_minor",
        line.amountMinor(),
        "description",
        line.description(),
        "order_ref",
        line.orderRef());
  }

  /** Message 2 and its command. */
  Issued issue(Sale sale, Card card) throws SQLException {
    Instant at = tick();
    byte[] ciphertext = bytes(64);
    sale.information =
        sign(
            MANAGER,
            new SettlementInformation(
                MANAGER,
                sale.id,
                sale.request.compact(),
                Base64Url.encode(ciphertext),
                at.getEpochSecond(),
                at.getEpochSecond() + 300));
    long evidence = rows.evidence(2, sale.id, sale.information.compact(), at);
    rows.execute(
        "UPDATE settlement.settlement SET state = 'ISSUED', card_number = ? WHERE settlement_id = ?",
        card.number,
        sale.id);
    long amount = sale.request.message().amount().minor();
    return command(
        "settlement_id",
        sale.id,
        card,
        card.counter,
        "DEBIT",
        amount,
        TransactionId.ofSettlement(sale.id),
        ciphertext,
        evidence,
        card.balance);
  }

  private Issued command(
      String column,
      String subject,
      Card card,
      long counter,
      String operation,
      long amount,
      byte[] transactionId,
      byte[] ciphertext,
      long evidence,
      long balance)
      throws SQLException {
    long id = rows.nextId();
    rows.insert(
        "command",
        "command_id",
        id,
        "card_number",
        card.number,
        "counter",
        counter,
        "challenge",
        bytes(8),
        "key_version",
        1,
        column,
        subject,
        "operation",
        operation,
        "amount_minor",
        amount,
        "transaction_id",
        transactionId,
        "balance_before_minor",
        balance,
        "ciphertext",
        ciphertext,
        "evidence_id",
        evidence,
        "state",
        "OPEN",
        "issued_at",
        time);
    return new Issued(id, card, subject, operation, amount);
  }

  /** The card's answer: 0 done, else why not. */
  void answer(Issued issued, int result) throws SQLException {
    tick();
    rows.execute(
        "UPDATE settlement.command SET state = ?, result = ?, answer = ?, closed_at = ?"
            + " WHERE command_id = ?",
        result == 0 ? "DONE" : "DECLINED",
        result,
        bytes(64),
        time,
        issued.id());
    rows.execute(
        "UPDATE settlement.command SET state = 'VOID', closed_at = ?"
            + " WHERE card_number = ? AND counter = ? AND state = 'OPEN'",
        time,
        issued.card().number,
        issued.card().counter);
    if (result == 0 && issued.operation().equals("DEBIT")) {
      issued.card().balance -= issued.amount();
    } else if (result == 0 && issued.operation().equals("CREDIT")) {
      issued.card().balance += issued.amount();
    }
    issued.card().counter++;
    rows.execute(
        "UPDATE settlement.card SET next_counter = ?, balance_minor = ? WHERE card_number = ?",
        issued.card().counter,
        issued.card().balance,
        issued.card().number);
  }

  /** An accepted debit: transfers, message 3, its delivery. */
  void complete(Sale sale, Issued issued, List<Entry> entries) throws SQLException {
    answer(issued, 0);
    for (Entry entry : entries) {
      rows.post("settlement_id", sale.id, entry, time);
    }
    SettlementRequest request = sale.request.message();
    sale.completion =
        sign(
            MANAGER,
            new SettlementCompletion(
                MANAGER,
                request.iss(),
                sale.id,
                request.requestId(),
                sale.information.compact(),
                request.amount(),
                time.getEpochSecond(),
                Optional.empty()));
    held.add(sale.completion.compact());
    rows.evidence(3, sale.id, sale.completion.compact(), time);
    rows.execute(
        "UPDATE settlement.settlement SET state = 'COMPLETED', completed_at = ?"
            + " WHERE settlement_id = ?",
        time,
        sale.id);
    rows.insert(
        "delivery",
        "settlement_id",
        sale.id,
        "store_id",
        request.iss(),
        "attempts",
        0,
        "next_attempt_at",
        time,
        "last_outcome",
        "");
  }

  /** Message 4. */
  void receipt(Sale sale) throws SQLException {
    Instant at = tick();
    SettlementRequest request = sale.request.message();
    List<ReceiptLine> lines =
        request.lines().stream()
            .map(line -> new ReceiptLine(line.store(), line.amountMinor(), "R-" + line.orderRef()))
            .toList();
    Signed<SettlementReceipt> receipt =
        sign(
            request.iss(),
            new SettlementReceipt(
                request.iss(),
                MANAGER,
                sale.id,
                request.requestId(),
                Base64Url.encode(sale.completion.digest()),
                "R-" + rows.nextId(),
                request.amount(),
                lines,
                at.getEpochSecond()));
    held.add(receipt.compact());
    rows.evidence(4, sale.id, receipt.compact(), at);
    rows.execute(
        "UPDATE settlement.settlement SET state = 'RECEIPTED' WHERE settlement_id = ?", sale.id);
    rows.execute(
        "UPDATE settlement.delivery SET acknowledged_at = ?, next_attempt_at = NULL"
            + " WHERE settlement_id = ?",
        at,
        sale.id);
  }

  /** A store's cancel of a request, known or not. */
  Instant cancel(String store, String requestId) throws SQLException {
    Instant at = tick();
    long iat = at.getEpochSecond();
    Signed<CancelRequest> cancel =
        sign(store, new CancelRequest(store, MANAGER, requestId, iat, iat + 60));
    held.add(cancel.compact());
    rows.insert(
        "cancellation",
        "store_id",
        store,
        "request_id",
        requestId,
        "message",
        cancel.compact(),
        "received_at",
        at);
    return at;
  }

  void endpoint(String store, String url) throws SQLException {
    Instant at = tick();
    long iat = at.getEpochSecond();
    Signed<CompletionEndpoint> statement =
        sign(store, new CompletionEndpoint(store, MANAGER, url, iat, iat + 60));
    held.add(statement.compact());
    rows.insert(
        "completion_endpoint",
        "store_id",
        store,
        "stated_at",
        iat,
        "url",
        url,
        "message",
        statement.compact(),
        "received_at",
        at);
  }

  // --- credits

  /** A refund with its credit, owed to the card. */
  String refund(String store, Sale sale, Card card, List<RefundLine> lines) throws SQLException {
    Instant at = tick();
    long amount = lines.stream().mapToLong(RefundLine::amountMinor).sum();
    String credit = credit("REFUND", card, "settlement_id", sale.id, amount);
    long iat = at.getEpochSecond();
    Signed<RefundRequest> refund =
        sign(
            store,
            new RefundRequest(
                store,
                MANAGER,
                "refund-" + rows.nextId(),
                sale.id,
                Amount.of(amount, CURRENCY),
                lines,
                iat,
                iat + 60));
    held.add(refund.compact());
    rows.insert(
        "refund",
        "store_id",
        store,
        "refund_id",
        refund.message().refundId(),
        "settlement_id",
        sale.id,
        "credit_id",
        credit,
        "amount_minor",
        amount,
        "message",
        refund.compact(),
        "received_at",
        at);
    for (int i = 0; i < lines.size(); i++) {
      Entry entry =
          new Entry(
              "REFUND_ACCEPTED",
              i + 1,
              AccountName.ofStore(lines.get(i).store(), CURRENCY),
              AccountName.ofOperator("REFUND_IN_TRANSIT", CURRENCY),
              lines.get(i).amountMinor(),
              CURRENCY);
      rows.post("credit_id", credit, entry, at);
    }
    return credit;
  }

  /** What is owed to a card, at the time that it is. */
  String credit(String kind, Card card, String column, String reason, long amount)
      throws SQLException {
    String id = uuidV7();
    rows.insert(
        "credit",
        "credit_id",
        id,
        "kind",
        kind,
        "card_number",
        card.number,
        column,
        reason,
        "amount_minor",
        amount,
        "currency",
        CURRENCY,
        "done_minor",
        0,
        "state",
        "DUE",
        "created_at",
        time);
    return id;
  }

  // --- value updates

  /**
   * A value update.
   *
   * @param funding column and value in turn of what it needs beside the rest
   */
  String update(UpdateKind kind, Card card, OptionalLong amount, Object... funding)
      throws SQLException {
    Instant at = tick();
    String id = UUID.randomUUID().toString();
    List<Object> columns =
        new ArrayList<>(
            List.of(
                "update_id",
                id,
                "kind",
                kind.name(),
                "state",
                "REQUESTED",
                "card_number",
                card.number,
                "currency",
                CURRENCY,
                "created_at",
                at));
    if (amount.isPresent()) {
      columns.addAll(List.of("amount_minor", amount.getAsLong()));
    }
    if (kind == UpdateKind.LOAD) {
      columns.addAll(List.of("expires_at", at.plus(24, ChronoUnit.HOURS)));
    }
    columns.addAll(List.of(funding));
    rows.insert("value_update", columns.toArray());
    return id;
  }

  /** A voucher of that worth. */
  byte[] voucher(long amount) throws SQLException {
    byte[] digest = bytes(32);
    rows.insert(
        "voucher",
        "voucher_digest",
        digest,
        "amount_minor",
        amount,
        "currency",
        CURRENCY,
        "made_at",
        tick(),
        "expires_at",
        time.plus(365, ChronoUnit.DAYS));
    return digest;
  }

  /** A load with a voucher of its own, its first command out and funded. */
  Issued load(Card card, long amount) throws SQLException {
    byte[] voucher = voucher(amount);
    String id = update(UpdateKind.LOAD, card, OptionalLong.of(amount), "voucher_digest", voucher);
    rows.execute(
        "UPDATE settlement.voucher SET update_id = ? WHERE voucher_digest = ?", id, voucher);
    Issued issued = issue(id, UpdateKind.LOAD, card, OptionalLong.of(amount), Optional.empty());
    post(id, "LOAD_FUNDED", operator("FUNDING"), operator("LOAD_IN_TRANSIT"), amount);
    return issued;
  }

  /** Message 5 and its command. */
  Issued issue(
      String id, UpdateKind kind, Card card, OptionalLong amount, Optional<String> settlement)
      throws SQLException {
    return issue(id, kind, card, amount, settlement, card.counter, card.balance);
  }

  /** Message 5 and its command, for a counter and balance that the card shows. */
  Issued issue(
      String id,
      UpdateKind kind,
      Card card,
      OptionalLong amount,
      Optional<String> settlement,
      long counter,
      long balance)
      throws SQLException {
    Instant at = tick();
    byte[] ciphertext = bytes(64);
    long iat = at.getEpochSecond();
    Signed<ValueUpdate> message =
        sign(
            MANAGER,
            new ValueUpdate(
                MANAGER,
                id,
                kind,
                amount,
                IsoCurrency.of(CURRENCY),
                Base64Url.encode(ciphertext),
                settlement,
                iat,
                iat + 300));
    long evidence = rows.evidence(5, id, message.compact(), at);
    rows.execute("UPDATE settlement.value_update SET state = 'ISSUED' WHERE update_id = ?", id);
    return command(
        "update_id",
        id,
        card,
        counter,
        kind.hasAmount() ? "CREDIT" : kind.name(),
        amount.orElse(0),
        TransactionId.ofUpdate(id),
        ciphertext,
        evidence,
        balance);
  }

  /** The card's answer to a value update, which ends it. */
  void end(Issued issued, int result) throws SQLException {
    answer(issued, result);
    rows.execute(
        "UPDATE settlement.value_update SET state = ? WHERE update_id = ?",
        result == 0 ? "DONE" : "DECLINED",
        issued.subject());
  }

  /** A stopped card's answer, which moves neither counter nor balance. */
  void endBeside(Issued issued) throws SQLException {
    tick();
    rows.execute(
        "UPDATE settlement.command SET state = 'DONE', result = 0, answer = ?, closed_at = ?"
            + " WHERE command_id = ?",
        bytes(64),
        time,
        issued.id());
    rows.execute(
        "UPDATE settlement.value_update SET state = 'DONE' WHERE update_id = ?", issued.subject());
  }

  /** Hands out a credit, whole. */
  void handOut(String credit, UpdateKind kind, Card card, long amount, Optional<String> settlement)
      throws SQLException {
    String id = update(kind, card, OptionalLong.of(amount), "credit_id", credit);
    end(issue(id, kind, card, OptionalLong.of(amount), settlement), 0);
    boolean refund = kind == UpdateKind.REFUND;
    post(
        id,
        refund ? "REFUND_DONE" : "BALANCE_DONE",
        operator(refund ? "REFUND_IN_TRANSIT" : "LOAD_IN_TRANSIT"),
        AccountName.ofCard(card.number, CURRENCY),
        amount);
    rows.execute(
        "UPDATE settlement.credit SET done_minor = amount_minor, state = 'DONE' WHERE credit_id = ?",
        credit);
  }

  /** Posts for a value update, now. */
  void post(String update, String kind, AccountName from, AccountName to, long amount)
      throws SQLException {
    rows.post("update_id", update, new Entry(kind, 0, from, to, amount, CURRENCY), time);
  }

  static AccountName operator(String kind) {
    return AccountName.ofOperator(kind, CURRENCY);
  }

  /** A decision that two operators have taken. */
  String decide(String kind, Card card, Optional<Card> successor) throws SQLException {
    Instant proposed = tick();
    String id = uuidV7();
    rows.insert(
        "decision",
        "decision_id",
        id,
        "kind",
        kind,
        "card_number",
        card.number,
        "successor",
        successor.map(each -> each.number).orElse(null),
        "close_doubts",
        true,
        "reason",
        "as the holder says",
        "proposed_by",
        "ann",
        "proposed_at",
        proposed,
        "approved_by",
        "ben",
        "approved_at",
        tick());
    return id;
  }

  private <T extends Message> Signed<T> sign(String owner, T message) {
    return Signed.by(key(owner), message);
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
