package fiveseal.storeapi;

import fiveseal.manager.Cancellation;
import fiveseal.manager.Reversals;
import fiveseal.manager.http.Answers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that their stores do not want paid any more. */
@Path("cancellations")
@RequestScoped
public class CancellationsResource {
  @EJB private Reversals reversals;

  /** Answers the state now, whatever it is: the same message again may find another one. */
  @POST
  @Consumes(Answers.JOSE)
  @Produces(MediaType.APPLICATION_JSON)
  public Response cancel(byte[] message) {
    Cancellation found = reversals.cancel(Answers.compact(message));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("requestId", found.requestId());
    members.put("state", found.state());
    return Answers.json(200, members);
  }
}
