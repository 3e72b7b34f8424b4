package fiveseal.operator;

import fiveseal.manager.Operations;
import fiveseal.manager.http.Answers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** One id traces a payment or an update through all devices (claim 18). */
@Path("traces")
@RequestScoped
public class TracesResource {
  @EJB private Operations operations;

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response get(@PathParam("id") String id, @Context SecurityContext caller) {
    return Answers.json(
        200, TraceJson.of(operations.trace(TokenBearer.of(caller), OperatorIds.trace(id))));
  }
}
