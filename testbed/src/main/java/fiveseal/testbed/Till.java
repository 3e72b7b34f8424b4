package fiveseal.testbed;

import fiveseal.protocol.Amount;
import fiveseal.protocol.Base64Url;
import fiveseal.protocol.KeyRenewal;
import fiveseal.protocol.ReceiptLine;
import fiveseal.protocol.RequestLine;
import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.StoreAuth;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A store's till in a test: it asks, signs, and answers with receipts, step by step. */
final class Till {

  static final String STORE_API = "/store/api/v1";

  private final OpenMall mall;
  private final String storeId;
  private final SigningKey key;

  Till(OpenMall mall, String storeId, SigningKey key) {
    this.mall = mall;
    this.storeId = storeId;
    this.key = key;
  }

  /** A till of a new store of its own. */
  static Till ofNewStore(OpenMall mall) {
    OpenMall.Admitted store = mall.newStore();
    return new Till(mall, store.store().id(), store.key());
  }

  String storeId() {
    return storeId;
  }

  SigningKey key() {
    return key;
  }

  /** Message 1 over one line of the store itself. */
  Signed<SettlementRequest> request(long amountMinor) {
    return sign(content(newId(), amountMinor, List.of(line(storeId, amountMinor))));
  }

  SettlementRequest content(String requestId, long amountMinor, List<RequestLine> lines) {
    long now = mall.now();
    return new SettlementRequest(
        storeId,
        "manager",
        requestId,
        Amount.of(amountMinor, OpenMall.CURRENCY),
        "A test's basket",
        lines,
        now,
        now + 900);
  }

  Signed<SettlementRequest> sign(SettlementRequest content) {
    return Signed.by(key, content);
  }

  static RequestLine line(String store, long amountMinor) {
    return new RequestLine(store, amountMinor, "Some goods", "o-" + newId());
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  /** Posts message 1, whatever comes of it. */
  Http.Reply postRaw(Signed<SettlementRequest> request) {
    return mall.http().postJose(STORE_API + "/settlements", request.compact());
  }

  /** Posts message 1; gives the settlement's id. */
  String post(Signed<SettlementRequest> request) {
    return postRaw(request).require(201).json().text("settlementId");
  }

  /** A fresh bearer token for reads. */
  String bearer() {
    long now = mall.now();
    return Signed.by(key, new StoreAuth(storeId, "manager", newId(), now, now + 120)).compact();
  }

  /** The wish to sign with another key from now on. */
  String renewal(SigningKey next) {
    long now = mall.now();
    String request = Base64Url.encode(next.certificationRequestDer(storeId));
    return Signed.by(key, new KeyRenewal(storeId, "manager", request, now, now + 120)).compact();
  }

  Http.Reply completion(String settlementId) {
    return mall.http()
        .get(STORE_API + "/settlements/" + settlementId + "/completion?wait=5", bearer());
  }

  /** Message 4 for a completion, with a receipt number per line. */
  SettlementReceipt receipt(
      Signed<SettlementCompletion> completion, SettlementRequest request, long iat) {
    List<RequestLine> lines = request.lines();
    return new SettlementReceipt(
        storeId,
        "manager",
        completion.message().settlementId(),
        request.requestId(),
        Base64Url.encode(completion.digest()),
        "R-1",
        request.amount(),
        IntStream.range(0, lines.size())
            .mapToObj(
                i ->
                    new ReceiptLine(
                        lines.get(i).store(), lines.get(i).amountMinor(), "R-1-" + (i + 1)))
            .toList(),
        iat);
  }

  Http.Reply postReceipt(String settlementId, Signed<SettlementReceipt> receipt) {
    return mall.http()
        .postJose(STORE_API + "/settlements/" + settlementId + "/receipt", receipt.compact());
  }
}
