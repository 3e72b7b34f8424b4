package fiveseal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/completions",
        "https://shop.example:8443/completions?x=1",
        "https://93.184.216.34/",
        "https://[2606:2800:220:1:248:1893:25c8:1946]/",
      })
  void parse_whenPublicHttps_isTaken(String url) {
    assertThat(CompletionUrl.parse(url, false)).hasToString(url);
    assertThat(CompletionUrl.parse(url, true)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/store/mall/v1/completions",
        "http://127.0.0.1:8080/",
        "http://[::1]:8080/",
        "http://[::ffff:127.0.0.1]:8080/",
        "https://localhost/",
      })
  void parse_whenLoopback_isTakenInDemoModeOnly(String url) {
    assertThat(CompletionUrl.parse(url, true)).hasToString(url);
    assertRefused(url, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop.example",
        "/completions",
        "https:/completions",
        "https:///completions",
        "http://shop.example/",
        "ftp://shop.example/",
        "file:///etc/passwd",
        "https://user:secret@shop.example/",
        "https://shop.example/#x",
        "https://shop example/",
        "https://shop.example:port/",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://172.31.255.255/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://255.255.255.255/",
        "https://[fe80::1]/",
        "https://[fc00::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://[::]/",
        "https://[::10.0.0.1]/",
        "https://[::ffff:169.254.169.254]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[64:ff9b:1::7f00:1]/",
        "https://[2001:0:4136:e378::1]/",
        "https://[3fff::1]/",
        "https://[fe80::1%25eth0]/",
        "https://[ff02::1]/",
        "https://224.0.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://010.010.010.010/",
        "https://127.1/",
        "https://93.184.216.34./",
        "https://1.2.3/",
        "https://256.1.1.1/",
        "https://shop.0x7f/",
        "https://\u2488\u2488\u2488\u2488/",
        "https://127\u30020\u30020\u30021/",
        "https://sh\u00f6p.example/",
        "https://%31%32%37.0.0.1/",
        "https://shop.example@10.0.0.1/",
        "https://10.0.0.1\\@shop.example/",
        "https://10.0.0.1#@shop.example/",
        "https://shop.example:0/",
        "https://shop.example:65536/",
        "https://shop_name.example:99999999999/",
      })
  void parse_whenNotForThePublic_isRefused(String url) {
    assertRefused(url, false);
    assertRefused(url, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost./",
        "https://LocalHost/",
        "https://shop.localhost/",
      })
  void parse_whenANameOfTheLoopback_isTakenInDemoModeOnly(String url) {
    assertThat(CompletionUrl.parse(url, true)).hasToString(url);
    assertRefused(url, false);
  }

  @ParameterizedTest
  @CsvSource({
    "93.184.216.34, true",
    "172.32.0.1, true",
    "172.15.255.255, true",
    "2606:4700::1111, true",
    "127.0.0.1, false",
    "::1, false",
    "::ffff:127.0.0.1, false",
    "10.1.2.3, false",
    "169.254.169.254, false",
    "198.18.0.1, false",
    "224.0.0.1, false",
    "2001::1, false",
    "2001:db8::1, false",
    "ff02::1, false",
    "fec0::1, false",
    "0.0.0.0, false",
    "0.1.2.3, false",
    "100.64.0.1, false",
    "100.127.255.255, false",
    "100.128.0.0, true",
    "192.0.0.8, false",
    "192.88.99.1, false",
    "240.0.0.1, false",
    "255.255.255.255, false",
    "::, false",
    "::ffff:169.254.169.254, false",
    "::ffff:93.184.216.34, true",
    "::7f00:1, false",
    "64:ff9b::a9fe:a9fe, false",
    "2002:7f00:1::, false",
    "2001:0:7f00:1::, false",
    "3fff::1, false",
    "3fff:1000::1, true",
    "fd00:ec2::254, false",
  })
  void mayReceive_whenResolved_knowsThePublicOnes(String address, boolean publicOne)
      throws UnknownHostException {
    assertThat(CompletionUrl.mayReceive(InetAddress.getByName(address), false))
        .isEqualTo(publicOne);
  }

  private static void assertRefused(String url, boolean demo) {
    assertThatThrownBy(() -> CompletionUrl.parse(url, demo))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MESSAGE_REFUSED));
  }
}
