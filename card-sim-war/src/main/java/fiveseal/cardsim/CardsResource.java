package fiveseal.cardsim;

import fiveseal.manager.http.Answers;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** New test cards, issued by the manager and personalized by the simulator's bureau. */
@Path("cards")
@RequestScoped
public class CardsResource {
  private static final String CURRENCY_DEFAULT = "JPY";

  @Inject private CardSimulator simulator;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response post(byte[] body) {
    CardNumber issued = simulator.issue(currency(body));
    return Answers.json(201, Map.of("cardNumber", issued.digits()));
  }

  private static String currency(byte[] body) {
    if (body == null || body.length == 0) {
      return CURRENCY_DEFAULT;
    }
    JsonMembers members = Json.body(body);
    String currency = members.optionalText("currency").orElse(CURRENCY_DEFAULT);
    members.end();
    return currency;
  }
}
