package fiveseal.testbed;

import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.card.CardChannel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a page of some origin asks of the agent, made without a browser. */
final class AgentPage {
  private static final HexFormat HEX = HexFormat.of();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String api;
  private final String origin;
  private String token = "";

  AgentPage(Agent agent, String origin) {
    this.api = agent.address() + "/api/v1/";
    this.origin = origin;
  }

  /** Asks to be let in, and waits until the holder has decided. */
  AgentPage pair() {
    JsonMembers begun = post("pairing", Map.of("name", "The wallet")).require(201).json();
    String path = "pairing/" + begun.text("pairingId");
    Wait.until(
        PATIENCE,
        () -> {
          JsonMembers told = get(path).require(200).json();
          told.optionalText("token").ifPresent(given -> token = given);
          return !told.text("state").equals("PENDING");
        },
        "The holder was not asked about the page.");
    return this;
  }

  Http.Reply get(String path) {
    return send("GET", path, "");
  }

  Http.Reply post(String path, Map<String, ?> members) {
    return send("POST", path, Json.write(members));
  }

  /** One command, beside a message or bare. */
  Http.Reply apdu(String reader, byte[] apdu, Optional<String> message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("apdu", HEX.formatHex(apdu));
    message.ifPresent(compact -> body.put("message", compact));
    return post("readers/" + reader + "/apdu", body);
  }

  /** Commands that need no message. */
  CardChannel channel(String reader) {
    return apdu ->
        HEX.parseHex(apdu(reader, apdu, Optional.empty()).require(200).json().text("response"));
  }

  private Http.Reply send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + path))
            .timeout(PATIENCE)
            .header("Origin", origin)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return new Http.Reply(
          method + " " + path,
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
    } catch (IOException e) {
      throw new Trouble(method + " " + path + " got no answer of the agent: " + e + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }
}
