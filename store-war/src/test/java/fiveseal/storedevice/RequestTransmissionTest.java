package fiveseal.storedevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestTransmissionTest {
  private final SigningKey key = SigningKey.generate();
  private FakeManager manager;
  private RequestTransmission transmission;

  @BeforeEach
  void open() throws IOException {
    manager = new FakeManager(() -> Orders.NOW, "mall-1", key);
    transmission = new RequestTransmission(manager.connection());
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private Signed<SettlementRequest> signed(StoreOrder order) {
    return new RequestSigning(Orders.IDENTITY, key, () -> Orders.NOW)
        .sign(
            new RequestCreation(Orders.IDENTITY, Duration.ofMinutes(15), () -> Orders.NOW)
                .create(order));
  }

  @Test
  @DisplayName("Claim 17 works: the transmission part sends message 1 as it was signed")
  void send_ofAGoodRequest_isTaken() {
    Signed<SettlementRequest> request = signed(Orders.basket("order-1"));

    TakenRequest taken = transmission.send(request);

    assertThat(taken.settlementId()).isEqualTo(manager.settlementOf("order-1"));
    assertThat(taken.state()).isEqualTo("REQUESTED");
    assertThat(taken.payUrl()).endsWith("/#settlement=" + taken.settlementId());
    assertThat(manager.requestBodies()).containsExactly(request.compact());
  }

  @Test
  void send_whenAnswersAreLost_sendsTheSameBytesAgain() {
    Signed<SettlementRequest> request = signed(Orders.basket("order-1"));
    manager.loseAnswers(2);

    TakenRequest taken = transmission.send(request);

    assertThat(taken.settlementId()).isEqualTo(manager.settlementOf("order-1"));
    assertThat(manager.requestBodies()).hasSize(3).containsOnly(request.compact());
  }

  @Test
  void send_whenNobodyAnswers_saysSo() {
    manager.close();

    assertThatThrownBy(() -> transmission.send(signed(Orders.basket("order-1"))))
        .isInstanceOf(ManagerUnreachable.class);
  }

  @Test
  @DisplayName("Claim 17 refuses: the transmission part, a string that is another message")
  void send_ofAnotherMessageThanItSays_isRefusedBeforeSending() {
    Signed<SettlementRequest> one = signed(Orders.basket("order-1"));
    Signed<SettlementRequest> other = signed(Orders.simple("order-1", 1));
    Signed<SettlementRequest> mixed = new Signed<>(one.message(), other.compact(), key.kid());

    assertThatThrownBy(() -> transmission.send(mixed)).isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> transmission.handOver(mixed)).isInstanceOf(ProtocolException.class);
    assertThat(manager.requestBodies()).isEmpty();
  }

  @Test
  @DisplayName("Claim 17 refuses: the transmission part, what is no message at all")
  void send_ofNoMessage_isRefusedBeforeSending() {
    SettlementRequest message = signed(Orders.basket("order-1")).message();

    assertThatThrownBy(() -> transmission.send(new Signed<>(message, "nothing", key.kid())))
        .isInstanceOf(ProtocolException.class);
    assertThat(manager.requestBodies()).isEmpty();
  }

  @Test
  @DisplayName("Claim 2 refuses: the manager, a request under a key that it does not know")
  void send_underAnUnknownKey_isRefusedByTheManager() {
    SettlementRequest message = signed(Orders.basket("order-1")).message();

    assertThatThrownBy(() -> transmission.send(Signed.by(SigningKey.generate(), message)))
        .isInstanceOfSatisfying(
            ManagerRefusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(401);
              assertThat(refusal.code()).isEqualTo("signature-refused");
            });
  }

  @Test
  @DisplayName("Claim 19 works: link, QR text and form carry message 1 byte for byte to the client")
  void handOver_ofAGoodRequest_carriesItUnchanged() {
    Signed<SettlementRequest> request = signed(Orders.basket("order-1"));

    HandOver handOver = transmission.handOver(request);

    assertThat(manager.requestBodies()).isEmpty();
    assertThat(handOver.message1()).isEqualTo(request.compact());
    assertThat(handOver.link()).isEqualTo(manager.clientBase() + "/#request=" + request.compact());
    assertThat(URI.create(handOver.link()).getFragment()).isEqualTo("request=" + request.compact());
    assertThat(handOver.qrText()).isEqualTo(handOver.link());
    assertThat(handOver.formPost())
        .contains("value=\"" + request.compact() + "\"")
        .contains("action=\"" + manager.clientBase() + "/\"");
  }

  @Test
  @DisplayName("Claim 19 works: a direct and a relayed copy make one settlement")
  void handOver_besideADirectCopy_isTheSameSettlement() {
    Signed<SettlementRequest> request = signed(Orders.basket("order-1"));
    String relayed = transmission.handOver(request).message1();

    Reply viaClient = manager.connection().relay("/settlements", relayed);
    TakenRequest direct = transmission.send(request);

    assertThat(viaClient.json().text("settlementId")).isEqualTo(direct.settlementId());
  }

  @Test
  @DisplayName("Claim 19 refuses: a request that the client altered on the way")
  void handOver_whenTheClientAltersIt_isRefusedByTheManager() {
    String relayed = transmission.handOver(signed(Orders.basket("order-1"))).message1();
    String[] parts = relayed.split("\\.", -1);
    String cheaper = signed(Orders.simple("order-1", 1)).compact().split("\\.", -1)[1];

    Reply viaClient =
        manager.connection().relay("/settlements", parts[0] + '.' + cheaper + '.' + parts[2]);

    assertThat(viaClient.status()).isEqualTo(401);
    assertThat(viaClient.code()).isEqualTo("signature-refused");
  }
}
