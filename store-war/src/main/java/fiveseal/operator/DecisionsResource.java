package fiveseal.operator;

import fiveseal.manager.CardFiles;
import fiveseal.manager.http.Answers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** Decisions about cards that move value: one operator proposes, another approves. */
@Path("decisions")
@RequestScoped
public class DecisionsResource {
  @EJB private CardFiles cards;

  /** Nothing happens before the approval. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response propose(byte[] body, @Context SecurityContext caller) {
    return Answers.json(
        201, CardJson.of(cards.propose(TokenBearer.of(caller), CardBodies.proposal(body))));
  }

  /** By the other operator; from now on the decision holds. The body is not looked at. */
  @POST
  @Path("{id}/approval")
  @Produces(MediaType.APPLICATION_JSON)
  public Response approve(@PathParam("id") String id, @Context SecurityContext caller) {
    return Answers.json(
        200, CardJson.of(cards.approve(TokenBearer.of(caller), OperatorIds.decision(id))));
  }
}
