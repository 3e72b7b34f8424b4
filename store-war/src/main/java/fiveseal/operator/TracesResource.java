package fiveseal.operator;

import fiveseal.manager.Evidence;
import fiveseal.manager.http.Answers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** One id traces a payment or an update through all devices (claim 18). */
@Path("traces")
@RequestScoped
public class TracesResource {
  @EJB private Evidence evidence;

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response get(@PathParam("id") String id) {
    return Answers.json(200, TraceJson.of(evidence.trace(OperatorIds.trace(id))));
  }
}
