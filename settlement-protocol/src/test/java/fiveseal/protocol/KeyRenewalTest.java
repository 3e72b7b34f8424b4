package fiveseal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.jws.KeyRole;
import fiveseal.protocol.jws.MessageType;
import fiveseal.protocol.jws.Signed;
import fiveseal.protocol.jws.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRenewalTest {
  private static final String READ =
      "{\"ver\":1,\"iss\":\"mall-1\",\"aud\":\"manager\",\"certificationRequest\":\"MAA\","
          + "\"iat\":100,\"exp\":200}";

  @Test
  void renewal_whenWritten_isReadAsItWas() {
    KeyRenewal renewal = new KeyRenewal("mall-1", "manager", "MAA", 100, 200);

    assertThat(Json.write(renewal.members())).isEqualTo(READ);
    assertThat(read(READ)).isEqualTo(renewal);
    String compact = Signed.by(SigningKey.generate(), renewal).compact();
    assertThat(Signed.parse(compact, KeyRenewal.class).message()).isEqualTo(renewal);
  }

  @Test
  void renewal_isSignedByStoresOfEitherKind_andNobodyElse() {
    MessageType type = MessageType.of(KeyRenewal.class);

    assertThat(type.typ()).isEqualTo("fiveseal-key-renewal");
    for (KeyRole role : KeyRole.values()) {
      boolean ofAStore = role == KeyRole.STORE || role == KeyRole.LOWER_STORE;
      assertThat(type.maySign(role)).as(role.name()).isEqualTo(ofAStore);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"iss\":\"mall-1\"| \"iss\":\"mall 1\"",
        "\"certificationRequest\":\"MAA\"| \"certificationRequest\":\"\"",
        "\"certificationRequest\":\"MAA\"| \"certificationRequest\":\"MAA=\"",
        "\"certificationRequest\":\"MAA\"| \"certificationRequest\":\"MAB\"",
        "\"certificationRequest\":\"MAA\"| \"certificationRequest\":1",
        "\"exp\":200| \"exp\":100",
        "\"exp\":200| \"exp\":86501",
        "\"exp\":200| \"exp\":200,\"jti\":\"1\"",
        "\"iat\":100,| ",
      })
  void renewal_whenWrong_isRefused(String right, String wrong) {
    String json = READ.replace(right, wrong == null ? "" : wrong);
    assertThat(json).isNotEqualTo(READ);

    assertThatThrownBy(() -> read(json)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void renewal_whenTheRequestIsEndless_isRefused() {
    String most = Base64Url.encode(new byte[4096]);
    String more = Base64Url.encode(new byte[4097]);

    assertThat(new KeyRenewal("s", "m", most, 1, 2).certificationRequest()).isEqualTo(most);
    assertThatThrownBy(() -> new KeyRenewal("s", "m", more, 1, 2))
        .isInstanceOf(ProtocolException.class);
  }

  private static KeyRenewal read(String json) {
    JsonMembers members = Json.object(json);
    assertThat(members.integer("ver")).isEqualTo(1);
    KeyRenewal renewal = KeyRenewal.read(members);
    members.end();
    return renewal;
  }
}
