package fiveseal.storedevice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.SettlementRequest;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import fiveseal.protocol.jws.Verifier;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestSigningTest {
  private final SigningKey key = SigningKey.generate();
  private final MovableClock clock = new MovableClock(Orders.NOW);
  private final RequestSigning signing = new RequestSigning(Orders.IDENTITY, key, clock);
  private final SettlementRequest request =
      new RequestCreation(Orders.IDENTITY, Duration.ofMinutes(15), clock)
          .create(Orders.basket("order-1"));

  @Test
  @DisplayName("Claim 17 works: the signing part makes signature 1, which the public key verifies")
  void sign_ofAnOwnRequest_verifies() {
    Signed<SettlementRequest> signed = signing.sign(request);

    Signed<SettlementRequest> verified =
        new Verifier(TestManager.registerOf("mall-1", key))
            .verify(signed.compact(), SettlementRequest.class, Orders.NOW);
    assertThat(verified.message()).isEqualTo(request);
    assertThat(verified.kid()).isEqualTo(key.kid());
  }

  @Test
  @DisplayName("Claim 2 refuses: signature 1 under another key than the store's")
  void sign_withAnotherKey_doesNotVerify() {
    Signed<SettlementRequest> signed = signing.sign(request);
    Verifier others = new Verifier(TestManager.registerOf("mall-1", SigningKey.generate()));

    assertThatThrownBy(() -> others.verify(signed.compact(), SettlementRequest.class, Orders.NOW))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  @DisplayName("Claim 17 refuses: the signing part, another store's request")
  void sign_ofAnotherStoresRequest_isRefused() {
    StoreIdentity other = new StoreIdentity("mall-2", TestManager.ID);
    RequestSigning others = new RequestSigning(other, key, clock);

    assertThatThrownBy(() -> others.sign(request)).isInstanceOf(ProtocolException.class);
  }

  @Test
  @DisplayName("Claim 17 refuses: the signing part, a request for another manager")
  void sign_forAnotherManager_isRefused() {
    StoreIdentity other = new StoreIdentity("mall-1", "somebody");
    RequestSigning others = new RequestSigning(other, key, clock);

    assertThatThrownBy(() -> others.sign(request)).isInstanceOf(ProtocolException.class);
  }

  @Test
  @DisplayName("Claim 17 refuses: the signing part, a request out of its time")
  void sign_afterTheRequestExpired_isRefused() {
    clock.advance(Duration.ofMinutes(17));

    assertThatThrownBy(() -> signing.sign(request)).isInstanceOf(ProtocolException.class);
  }
}
