package fiveseal.operator;

import fiveseal.manager.CardFiles;
import fiveseal.manager.UpdateState;
import fiveseal.manager.http.Answers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Cards as operators see them, and what shall be done with them at their next presentation. */
@Path("cards")
@RequestScoped
public class CardsResource {
  @EJB private CardFiles cards;

  /** A look at a card; a POST, since a card number belongs into no address. */
  @POST
  @Path("view")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response view(byte[] body, @Context SecurityContext caller) {
    String number = CardBodies.cardNumber(body);
    return Answers.json(200, CardJson.of(cards.view(TokenBearer.of(caller), number)));
  }

  /** A BLOCK, UNBLOCK, LIMITS or REKEY: one operator is enough, since no value moves. */
  @POST
  @Path("orders")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response order(byte[] body, @Context SecurityContext caller) {
    UpdateState update = cards.order(TokenBearer.of(caller), CardBodies.order(body));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("updateId", update.updateId());
    members.put("state", update.state());
    return Answers.json(201, members);
  }
}
