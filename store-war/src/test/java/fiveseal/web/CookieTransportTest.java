package fiveseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CookieTransportTest {

  private static boolean isTlsOnly(String baseUrl) {
    Map<String, String> properties = Map.of("fiveseal.store.base-url", baseUrl);
    return CookieTransport.isTlsOnly(name -> Optional.ofNullable(properties.get(name)));
  }

  @Test
  void isTlsOnly_isSaidByTheAddressThatReadersUse() {
    assertThat(isTlsOnly("https://pay.example/store")).isTrue();
    assertThat(isTlsOnly("http://localhost:8080/store")).isFalse();
    assertThat(CookieTransport.isTlsOnly(name -> Optional.empty())).isFalse();
  }
}
