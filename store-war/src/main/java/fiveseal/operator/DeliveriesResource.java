package fiveseal.operator;

import fiveseal.manager.Deliveries;
import fiveseal.manager.Operations;
import fiveseal.manager.http.Answers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** Deliveries of message 3: what waits, what was tried, and again. */
@Path("deliveries")
@RequestScoped
public class DeliveriesResource {
  @EJB private Deliveries deliveries;
  @EJB private Operations operations;

  /** Those that no store has taken, oldest first; or those that one has, newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response list(
      @QueryParam("acknowledged") String acknowledged,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    return Answers.json(
        200,
        DeliveryJson.of(
            deliveries.list(
                PageParameters.flag("acknowledged", acknowledged),
                PageParameters.after(after),
                PageParameters.limit(limit))));
  }

  /** One, with all its attempts. */
  @GET
  @Path("{settlementId}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response get(@PathParam("settlementId") String settlementId) {
    return Answers.json(200, DeliveryJson.of(deliveries.of(OperatorIds.trace(settlementId))));
  }

  /** Wanted again; the log tells how it went. The body, if any, is not looked at. */
  @POST
  @Path("{settlementId}/resend")
  @Produces(MediaType.APPLICATION_JSON)
  public Response resend(
      @PathParam("settlementId") String settlementId, @Context SecurityContext caller) {
    operations.resend(TokenBearer.of(caller), OperatorIds.trace(settlementId));
    return Response.accepted().build();
  }
}
