package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no interface takes: each refusal with its status and code, as a problem document. */
class HttpEdgeIT extends OnDeployedMall {

  private final Mall mall = Mall.get();

  @ParameterizedTest
  @CsvSource({
    "/store/api/v1/settlements,text/plain,x,415,unsupported-media-type",
    "/store/api/v1/settlements,*/*,x,415,unsupported-media-type",
    "/store/api/v1/settlements,application/*,x,415,unsupported-media-type",
    "/store/api/v1/settlements,application/json,{},415,unsupported-media-type",
    "/store/api/v1/settlements,application/jose,a.b.c,400,message-malformed",
    "/store/api/v1/nothing,application/json,{},404,not-found",
    "/store/api/v1/refunds,application/jose,a.b.c,400,message-malformed",
    "/store/api/v1/cancellations,application/jose,a.b.c,400,message-malformed",
    "/store/api/v1/orders,application/jose,a.b.c,400,message-malformed",
    "/store/mall/v1/bundles,application/json,{},401,signature-refused",
    "/client/api/v1/presentations,application/json,{},400,message-malformed",
    "/client/api/v1/value-updates,application/json,{},400,message-malformed",
    "/client/api/v1/value-updates,application/json,{\"a\":1}{},400,message-malformed",
    "/client/api/v1/keys,application/json,{},405,method-not-allowed",
    "/client/api/v1/settlements/x/card,application/json,{},404,not-found",
    "/card-sim/api/v1/readers/none/apdu,application/json,{\"apdu\":\"00\"},404,not-found",
    "/card-sim/api/v1/readers/reader-1/apdu,application/json,{\"apdu\":\"0\"},400,message-malformed",
    "/store/operator/api/v1/vouchers,application/json,{},401,signature-refused",
    "/store/operator/api/v1/cards/view,application/json,{},401,signature-refused",
    "/store/operator/api/v1/decisions,application/json,{},401,signature-refused"
  })
  void request_thatNobodyTakes_isRefused(
      String path, String contentType, String body, int status, String code) {
    Http.Reply reply = mall.http().post(path, contentType, body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.contentType()).startsWith("application/problem+json");
    assertThat(reply.code()).contains(code);
    assertThat(reply.body()).doesNotContain("Exception").doesNotContain("fiveseal.");
  }

  @Test
  void body_over64KiB_isRefused_andOneBelowIsRead() {
    String large = "{\"a\":\"" + "x".repeat(64 * 1024) + "\"}";
    Http.Reply refused =
        mall.http().post("/client/api/v1/value-updates", "application/json", large);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.code()).contains("body-too-large");
    String below = "{\"a\":\"" + "x".repeat(60 * 1024) + "\"}";
    assertThat(mall.http().post("/client/api/v1/value-updates", "application/json", below).status())
        .isEqualTo(400);
  }

  @Test
  void body_withWhiteSpaceAround_isReadLikeOneWithout() {
    Http.Reply bare =
        mall.http().post("/client/api/v1/value-updates", "application/json", "{\"a\":1}");
    Http.Reply spaced =
        mall.http().post("/client/api/v1/value-updates", "application/json", " {\"a\":1}\r\n");
    assertThat(spaced.body()).isEqualTo(bare.body()).contains("missing member");
  }
}
