package fiveseal.clientapi;

import fiveseal.manager.CardProof;
import fiveseal.manager.UpdateState;
import fiveseal.manager.ValueUpdates;
import fiveseal.manager.http.Answers;
import fiveseal.manager.http.Parameters;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Top-ups by message 5 (claims 8 and 9). */
@Path("value-updates")
@RequestScoped
public class ValueUpdatesResource {
  @EJB private ValueUpdates updates;
  @Inject private Rates rates;

  /** A load: its state, or with the card's proof message 5 at once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({MediaType.APPLICATION_JSON, Answers.JOSE})
  public Response request(byte[] body, @Context HttpServletRequest http) {
    LoadBody wish = LoadBody.read(body);
    rates.card(wish.load().cardNumber());
    return rates.funded(http.getRemoteAddr(), () -> request(wish));
  }

  private Response request(LoadBody wish) {
    return wish.proof()
        .map(proof -> Answers.jose(updates.requestAndIssue(wish.load(), proof)))
        .orElseGet(() -> Answers.json(201, json(updates.request(wish.load()))));
  }

  /** Message 5 for the card that proves itself. */
  @POST
  @Path("{id}/card")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(Answers.JOSE)
  public Response card(@PathParam("id") String id, byte[] body) {
    String updateId = Parameters.id(id);
    CardProof proof = Initialize.alone(body);
    rates.card(proof.cardNumber());
    return Answers.jose(updates.issue(updateId, proof));
  }

  /** The card's answer. */
  @POST
  @Path("{id}/card-answer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response cardAnswer(@PathParam("id") String id, byte[] body) {
    String updateId = Parameters.id(id);
    CardAnswer answer = CardAnswer.read(body);
    return Answers.json(200, json(updates.answer(updateId, answer.counter(), answer.answer())));
  }

  private static Map<String, Object> json(UpdateState update) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("updateId", update.updateId());
    members.put("state", update.state());
    return members;
  }
}
