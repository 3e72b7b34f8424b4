package fiveseal.storedevice.cli;

import fiveseal.protocol.Amount;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.UuidV7;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.storedevice.ManagerConnection;
import fiveseal.storedevice.Reply;
import fiveseal.storedevice.StoreIdentity;
import fiveseal.storedevice.StoreReads;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a server must do with a store's messages, asked one by one: the good ones taken, the bad
 * ones refused by the right status and code. For whoever builds a store against a server, or a
 * server.
 */
final class Conformance {
  private static final String SETTLEMENTS = "/settlements";
  private static final String JOSE = "application/jose";
  private static final String MALFORMED = "message-malformed";
  private static final String REFUSED = "message-refused";
  private static final String SIGNATURE = "signature-refused";
  private static final String NOBODYS = "00000000-0000-7000-8000-000000000000";

  private final ManagerConnection manager;
  private final StoreIdentity identity;
  private final SigningKey key;
  private final StoreReads reads;
  private final InstantSource clock;
  private final String currency;
  private final UuidV7 ids;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * One question and its answer.
   *
   * @param expected status and code
   * @param found status and code
   */
  record Finding(String name, String expected, String found) {
    boolean passed() {
      return expected.equals(found);
    }
  }

  Conformance(
      ManagerConnection manager,
      StoreIdentity identity,
      SigningKey key,
      InstantSource clock,
      String currency) {
    this.manager = manager;
    this.identity = identity;
    this.key = key;
    this.clock = clock;
    this.currency = currency;
    this.reads = new StoreReads(manager, identity, key, clock);
    this.ids = new UuidV7(clock, new SecureRandom());
  }

  List<Finding> run() {
    SettlementRequest request = request(ids.next(), 100);
    String message1 = Signed.by(key, request).compact();
    Reply taken = post(message1);
    expect("a good request is taken", "201", taken);
    replays(request, message1, taken);
    signatures(message1);
    forms(message1);
    amounts();
    contents();
    reads(request.requestId(), taken);
    transport(message1);
    return List.copyOf(findings);
  }

  private void replays(SettlementRequest request, String message1, Reply taken) {
    same("the same bytes have the same answer", taken, post(message1));
    same(
        "another signature over the same message has the same answer",
        taken,
        post(resigned(request)));
    same(
        "a copy relayed by the client has the same answer",
        taken,
        manager.relay(SETTLEMENTS, message1));
    String other = Signed.by(key, request(request.requestId(), 200)).compact();
    expect("the same id with another amount", "409 conflicting-replay", post(other));
    expect(
        "the same through the client", "409 conflicting-replay", manager.relay(SETTLEMENTS, other));
  }

  private String resigned(SettlementRequest request) {
    return Signed.by(key, request).compact();
  }

  private void signatures(String message1) {
    refused(
        "a flipped byte in the payload",
        401,
        SIGNATURE,
        Crafted.withPayload(
            message1, Crafted.payload(message1).replace("Conformance", "conformance")));
    refused(
        "a flipped bit in the signature", 401, SIGNATURE, Crafted.withFlippedSignature(message1));
    refused(
        "a key that nobody enrolled",
        401,
        SIGNATURE,
        Signed.by(SigningKey.generate(), request(ids.next(), 100)).compact());
    SettlementRequest own = request(ids.next(), 100);
    refused(
        "another store's name under this store's key",
        401,
        SIGNATURE,
        Signed.by(
                key,
                new SettlementRequest(
                    "nobody",
                    own.aud(),
                    own.requestId(),
                    own.amount(),
                    own.description(),
                    own.lines(),
                    own.iat(),
                    own.exp()))
            .compact());
  }

  private void forms(String message1) {
    long now = clock.instant().getEpochSecond();
    refused(
        "another type of message",
        400,
        MALFORMED,
        Signed.by(
                key,
                new StoreAuth(identity.storeId(), identity.managerId(), ids.next(), now, now + 60))
            .compact());
    refused("alg none", 400, MALFORMED, headed(header -> header.put("alg", "none")));
    refused(
        "a key inside the header", 400, MALFORMED, headed(header -> header.put("jwk", Map.of())));
    refused(
        "crit in the header", 400, MALFORMED, headed(header -> header.put("crit", List.of("b64"))));
    refused("only two parts", 400, MALFORMED, message1.substring(0, message1.lastIndexOf('.')));
    refused("padded base64url", 400, MALFORMED, message1 + "==");
    refused("white space around", 400, MALFORMED, ' ' + message1);
    refused(
        "an unknown member",
        400,
        MALFORMED,
        edited(payload -> payload.replaceFirst("\\{", "{\"extra\":1,")));
    refused(
        "a member twice",
        400,
        MALFORMED,
        edited(payload -> payload.replaceFirst("\\{", "{\"ver\":1,")));
    refused(
        "a missing member",
        400,
        MALFORMED,
        edited(
            payload -> payload.replace("\"description\":\"Conformance\",\"lines\"", "\"lines\"")));
    refused("something behind the object", 400, MALFORMED, edited(payload -> payload + "0"));
  }

  private void amounts() {
    refused("the amount 0", 422, REFUSED, edited(sum("0")));
    refused("the amount 2147483648", 422, REFUSED, edited(sum("2147483648")));
    refused("the amount -1", 400, MALFORMED, edited(sum("-1")));
    refused("the amount 1.0", 400, MALFORMED, edited(sum("1.0")));
    refused("the amount 1e2", 400, MALFORMED, edited(sum("1e2")));
    refused("the amount \"100\"", 400, MALFORMED, edited(sum("\"100\"")));
    refused(
        "lines that do not add up",
        422,
        REFUSED,
        edited(payload -> payload.replaceFirst("\"amount\":100", "\"amount\":101")));
    refused(
        "no lines",
        422,
        REFUSED,
        edited(payload -> payload.replaceFirst("\"lines\":\\[.*?\\]", "\"lines\":[]")));
    refused(
        "the currency XXX",
        422,
        REFUSED,
        edited(payload -> payload.replace('"' + currency + '"', "\"XXX\"")));
  }

  /** Every amount of the payload. */
  private static UnaryOperator<String> sum(String amount) {
    return payload -> payload.replace("\"amount\":100", "\"amount\":" + amount);
  }

  private void contents() {
    long now = clock.instant().getEpochSecond();
    refused(
        "another version",
        422,
        REFUSED,
        edited(payload -> payload.replace("\"ver\":1", "\"ver\":2")));
    refused(
        "another addressee",
        422,
        REFUSED,
        edited(
            payload ->
                payload.replace(
                    "\"aud\":\"" + identity.managerId(), "\"aud\":\"x" + identity.managerId())));
    refused("a request that has expired", 422, REFUSED, timed(now - 7200, now - 3600));
    refused("a request from the future", 422, REFUSED, timed(now + 3600, now + 7200));
    refused(
        "a request that lives for two days",
        422,
        REFUSED,
        edited(payload -> payload.replaceFirst("\"exp\":[0-9]+", "\"exp\":" + (now + 172_800))));
    refused(
        "a line of a store that is none of this store's",
        422,
        REFUSED,
        edited(payload -> payload.replace("{\"store\":\"", "{\"store\":\"x")));
  }

  private void reads(String requestId, Reply taken) {
    if (!taken.isSuccess()) {
      return;
    }
    String path = SETTLEMENTS + '/' + reads.settlementOf(requestId).orElse(NOBODYS);
    expect("an own settlement can be read", "200", manager.get(path, reads.token()));
    expect(
        "no completion before the payment",
        "404 not-completed",
        manager.get(path + "/completion?wait=0", reads.token()));
    expect(
        "a settlement that is not this store's",
        "404 not-found",
        manager.get(SETTLEMENTS + '/' + NOBODYS, reads.token()));
    long now = clock.instant().getEpochSecond();
    expect(
        "a read with a stranger's token",
        "401 signature-refused",
        manager.get(
            path,
            Signed.by(
                    SigningKey.generate(),
                    new StoreAuth(
                        identity.storeId(), identity.managerId(), ids.next(), now, now + 60))
                .compact()));
    expect(
        "a read with a token that is no message",
        "400 message-malformed",
        manager.get(path, "nothing"));
    expect(
        "a read with another message for a token",
        "400 message-malformed",
        manager.get(path, Signed.by(key, request(requestId, 100)).compact()));
  }

  private void transport(String message1) {
    expect(
        "a body that says to be JSON",
        "415 unsupported-media-type",
        manager.exchange("POST", SETTLEMENTS, "application/json", message1));
    expect(
        "a method that is not known",
        "405 method-not-allowed",
        manager.exchange("DELETE", SETTLEMENTS, JOSE, message1));
    expect(
        "a body of more than 64 KiB",
        "413 body-too-large",
        manager.exchange("POST", SETTLEMENTS, JOSE, "A".repeat(66_000)));
    expect(
        "a path that is not there",
        "404 not-found",
        manager.exchange("POST", "/nowhere", JOSE, message1));
  }

  private SettlementRequest request(String requestId, long amountMinor) {
    long now = clock.instant().getEpochSecond();
    return new SettlementRequest(
        identity.storeId(),
        identity.managerId(),
        requestId,
        Amount.of(amountMinor, currency),
        "Conformance",
        List.of(new RequestLine(identity.storeId(), amountMinor, "Conformance line", requestId)),
        now,
        now + 300);
  }

  /** A fresh request, changed and then signed. */
  private String edited(UnaryOperator<String> edit) {
    String payload = Crafted.payload(Signed.by(key, request(ids.next(), 100)).compact());
    return Crafted.sign(key, Crafted.header(key), edit.apply(payload));
  }

  private String headed(Consumer<Map<String, Object>> edit) {
    Map<String, Object> header = Crafted.header(key);
    edit.accept(header);
    return Crafted.sign(
        key, header, Crafted.payload(Signed.by(key, request(ids.next(), 100)).compact()));
  }

  private String timed(long iat, long exp) {
    return edited(
        payload ->
            payload
                .replaceFirst("\"iat\":[0-9]+", "\"iat\":" + iat)
                .replaceFirst("\"exp\":[0-9]+", "\"exp\":" + exp));
  }

  private Reply post(String body) {
    return manager.exchange("POST", SETTLEMENTS, JOSE, body);
  }

  private void refused(String name, int status, String code, String body) {
    expect(name, status + " " + code, post(body));
  }

  private void expect(String name, String expected, Reply reply) {
    findings.add(new Finding(name, expected, found(reply)));
  }

  private static String found(Reply reply) {
    if (reply.isSuccess()) {
      return Integer.toString(reply.status());
    }
    boolean problem = reply.mediaType().equals("application/problem+json");
    return reply.status() + " " + (problem ? reply.code() : "no problem document");
  }

  private void same(String name, Reply expected, Reply reply) {
    boolean same = expected.status() == reply.status() && expected.body().equals(reply.body());
    findings.add(
        new Finding(
            name, "the same answer", same ? "the same answer" : "another: " + found(reply)));
  }
}
