package fiveseal.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.protocol.SettlementCompletion;
import fiveseal.protocol.SettlementReceipt;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.PublicKeys;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.protocol.jws.Verifier;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A store's key is renewed while the store sells; what was revoked stands in the published list.
 */
class RenewalIT extends OnDeployedMall {
  private static final int TILLS = 4;
  private static final int REQUESTS_BEFORE_AND_AFTER = 20;
  private static final String CRL = "/client/api/v1/crl";

  private final Mall mall = Mall.get();
  private final Till old = Till.ofNewStore(mall);
  private final SigningKey nextKey = SigningKey.generate();
  private final Till next = new Till(mall, old.storeId(), nextKey);

  // --- under load

  @Test
  void key_whenRenewedWhileTheStoreSells_refusesNothing() throws Exception {
    Holder holder = Holder.withNewCard(mall, "reader-5", 10_000);
    Signed<SettlementRequest> before = old.request(100);
    String paidBefore = old.post(before);
    SettlementReceipt receiptBefore = sold(holder, old, old, paidBefore, before);
    Signed<SettlementRequest> underWay = old.request(200);
    String asked = old.post(underWay);

    Load load = new Load();
    load.run();

    assertThat(load.refusals).isEmpty();
    assertThat(load.byOld.get()).as("requests by the key before").isPositive();
    assertThat(load.byNext.get()).as("requests by the next key").isPositive();
    assertThat(sold(holder, old, next, asked, underWay).settlementId()).isEqualTo(asked);
    Verifier anyone = new Verifier(new PublishedKeys(mall.http()).withStore(old.storeId()));
    String kept = mall.http().get("/client/api/v1/settlements/" + paidBefore + "/receipt").body();
    Signed<SettlementReceipt> found = anyone.verifyAtIat(kept, SettlementReceipt.class);
    assertThat(found.message()).isEqualTo(receiptBefore);
    assertThat(found.kid()).isEqualTo(old.key().kid());
  }

  /** Tills that ask one after the other; half of them never hear of the next key. */
  private final class Load {
    final AtomicInteger byOld = new AtomicInteger();
    final AtomicInteger byNext = new AtomicInteger();
    final List<String> refusals = new ArrayList<>();
    private final AtomicReference<Till> shared = new AtomicReference<>(old);
    private final AtomicBoolean renewed = new AtomicBoolean();
    private final CountDownLatch selling = new CountDownLatch(REQUESTS_BEFORE_AND_AFTER);
    private final CountDownLatch sellingOn = new CountDownLatch(REQUESTS_BEFORE_AND_AFTER);

    void run() throws Exception {
      ExecutorService pool = Executors.newFixedThreadPool(TILLS);
      try {
        List<Future<?>> tills = new ArrayList<>();
        for (int till = 0; till < TILLS; till++) {
          boolean followsTheKey = till % 2 == 0;
          tills.add(pool.submit(() -> sell(followsTheKey)));
        }
        selling.await();
        renew(old.renewal(nextKey)).require(201);
        shared.set(next);
        renewed.set(true);
        for (Future<?> till : tills) {
          till.get();
        }
      } finally {
        pool.shutdownNow();
      }
    }

    private void sell(boolean followsTheKey) {
      while (sellingOn.getCount() > 0) {
        Till till = followsTheKey ? shared.get() : old;
        Http.Reply reply = till.postRaw(till.request(1));
        if (reply.status() != 201) {
          synchronized (refusals) {
            refusals.add(reply.status() + " " + reply.body());
          }
        }
        (till == next ? byNext : byOld).incrementAndGet();
        selling.countDown();
        if (renewed.get()) {
          sellingOn.countDown();
        }
      }
    }
  }

  /** Pays what one key asked for; the other signs the receipt. */
  private SettlementReceipt sold(
      Holder holder, Till asking, Till receipting, String id, Signed<SettlementRequest> request) {
    holder.pay(id).require(200);
    Signed<SettlementCompletion> completion =
        Signed.parse(asking.completion(id).require(200).body(), SettlementCompletion.class);
    Signed<SettlementReceipt> receipt =
        Signed.by(receipting.key(), receipting.receipt(completion, request.message(), mall.now()));
    receipting.postReceipt(id, receipt).require(200);
    return receipt.message();
  }

  private Http.Reply renew(String message) {
    return mall.http().postJose("/store/api/v1/enrolments/renewals", message);
  }

  // --- again, and refused

  @Test
  void renewal_again_hasTheSameAnswer_andAnotherNone() {
    String message = old.renewal(nextKey);
    String answer = renew(message).require(201).body();

    assertThat(renew(message).require(201).body()).isEqualTo(answer);
    assertThat(renew(old.renewal(SigningKey.generate())).code()).contains("conflicting-replay");
    Http.Reply tooSoon = renew(next.renewal(SigningKey.generate()));
    assertThat(tooSoon.code()).contains("too-many-requests");
    assertThat(tooSoon.body()).contains("\"retryAfter\"");
    assertThat(renew(old.bearer()).code()).contains("message-malformed");
    mall.operator().revoke(old.storeId(), next.key().kid());
    assertThat(renew(next.renewal(SigningKey.generate())).code()).contains("signature-refused");
  }

  // --- what is revoked

  @Test
  void certificate_whenRevoked_standsInTheListThatItNames() throws Exception {
    X509Certificate certificate =
        PublicKeys.certificate(renew(old.renewal(nextKey)).json().texts("x5c").get(0));
    String named = new String(certificate.getExtensionValue("2.5.29.31"), UTF_8);
    String path = named.substring(named.indexOf(CRL));
    assertThat(list(CRL).isRevoked(certificate)).isFalse();

    mall.operator().revoke(old.storeId(), nextKey.kid());

    for (String address : List.of(CRL, path)) {
      X509CRL list = list(address);
      assertThat(list.isRevoked(certificate)).as(address).isTrue();
      list.verify(authority().getPublicKey());
    }
    assertThat(mall.http().get(CRL + "?authority=" + "A".repeat(43)).code()).contains("not-found");
  }

  private X509Certificate authority() {
    List<String> x5c =
        mall.http().get("/client/api/v1/keys").json().objects("keys").get(0).texts("x5c");
    return PublicKeys.certificate(x5c.get(1));
  }

  private X509CRL list(String path) throws Exception {
    try (InputStream in = URI.create(mall.http().baseUrl() + path).toURL().openStream()) {
      return (X509CRL)
          CertificateFactory.getInstance("X.509")
              .generateCRL(new ByteArrayInputStream(in.readAllBytes()));
    }
  }

  // --- by the page

  @Test
  void page_forWhoeverIsInvited_givesTheCertificates_thatSignFromThenOn() {
    String id = "paged-" + Till.newId().substring(0, 8);
    String token = mall.operator().register(new DemoStore(id, "A store", Optional.empty(), 0, 10));
    SigningKey key = SigningKey.generate();
    PageSession anybody = PageSession.of(mall.http().baseUrl());
    Map<String, String> form = new LinkedHashMap<>();
    form.put("enrol-token", token);
    form.put("enrol-request", key.certificationRequest(id));
    form.put("enrol-send", "");
    Map<String, String> wrong = new LinkedHashMap<>(form);
    wrong.put("enrol-token", "no such token");

    PageSession.Answer refused = anybody.post("/enrol", wrong);
    assertThat(refused.body())
        .contains("The invitation or the certificate request is refused.")
        .doesNotContain("chain-download");
    PageSession.Answer done = anybody.post("/enrol", form);
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.cookies()).isEmpty();
    assertThat(done.body()).contains(id, key.kid(), "chain-download");

    Map<String, String> again = new LinkedHashMap<>();
    again.put("chain", "chain");
    again.put("chain-token", token);
    again.put("chain-request", key.certificationRequest(id));
    again.put("chain-download", "");
    again.put("jakarta.faces.ViewState", "stateless");
    List<String> chain =
        Stream.of(anybody.send("/enrol", again).body().split("-----BEGIN CERTIFICATE-----\n"))
            .skip(1)
            .map(pem -> pem.substring(0, pem.indexOf("\n-----END")).replace("\n", ""))
            .toList();
    assertThat(chain).hasSize(2);
    assertThat(PublicKeys.thumbprint(PublicKeys.fromX5c(chain.get(0)))).isEqualTo(key.kid());
    Till till = new Till(mall, id, key);
    till.postRaw(till.request(10)).require(201);
  }
}
