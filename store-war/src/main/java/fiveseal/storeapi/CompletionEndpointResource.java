package fiveseal.storeapi;

import fiveseal.manager.Stores;
import fiveseal.manager.http.Answers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Where a store wants its completions pushed. */
@Path("completion-endpoint")
@RequestScoped
public class CompletionEndpointResource {
  @EJB private Stores stores;

  @PUT
  @Consumes(Answers.JOSE)
  @Produces(MediaType.APPLICATION_JSON)
  public Response put(byte[] message) {
    stores.completionEndpoint(Answers.compact(message));
    return Answers.json(200, Map.of());
  }
}
