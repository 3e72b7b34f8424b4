package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployed application is alive, ready, and all its modules answer. */
class HealthIT extends OnDeployedMall {

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready"})
  void health_onceDeployed_isUp(String path) {
    Http.Reply reply = Mall.get().http().get(path);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().text("status")).isEqualTo("UP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/store/api/v1/openapi.json",
        "/store/mall/v1/openapi.json",
        "/client/api/v1/openapi.json",
        "/client/api/v1/keys",
        "/card-sim/api/v1/readers"
      })
  void module_onceDeployed_answersInJson(String path) {
    Http.Reply reply = Mall.get().http().get(path);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.contentType()).startsWith("application/json");
  }

  @Test
  void unknownPath_ofAnInterface_isRefusedAsAProblem() {
    Http.Reply reply = Mall.get().http().get("/client/api/v1/no-such-thing");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.contentType()).startsWith("application/problem+json");
    assertThat(reply.code()).contains("not-found");
  }
}
