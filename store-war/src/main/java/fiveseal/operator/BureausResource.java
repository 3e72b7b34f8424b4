package fiveseal.operator;

import fiveseal.manager.Bureaus;
import fiveseal.manager.http.Answers;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
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
import java.util.LinkedHashMap;
import java.util.Map;

/** The bureaus that make cards. */
@Path("bureaus")
@RequestScoped
public class BureausResource {
  @EJB private Bureaus bureaus;

  /** The answer's {@code kid} is to be compared with the bureau by other means. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response register(byte[] body, @Context SecurityContext caller) {
    JsonMembers request = Json.body(body);
    String name = request.text("name");
    Map<String, Object> key = jwk(request.object("key"));
    request.end();
    return Answers.json(201, BureauJson.of(bureaus.register(TokenBearer.of(caller), name, key)));
  }

  private static Map<String, Object> jwk(JsonMembers key) {
    Map<String, Object> jwk = new LinkedHashMap<>();
    for (String member : new String[] {"kty", "crv", "x", "y"}) {
      jwk.put(member, key.text(member));
    }
    key.end();
    return jwk;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response list(
      @QueryParam("after") String after,
      @QueryParam("limit") String limit,
      @Context SecurityContext caller) {
    return Answers.json(
        200,
        BureauJson.of(
            bureaus.list(
                TokenBearer.of(caller), PageParameters.after(after), PageParameters.limit(limit))));
  }

  /** No file is made for it any more. The body, if any, is not looked at. */
  @POST
  @Path("{id}/retirement")
  @Produces(MediaType.APPLICATION_JSON)
  public Response retire(@PathParam("id") String id, @Context SecurityContext caller) {
    return Answers.json(
        200, BureauJson.of(bureaus.retire(TokenBearer.of(caller), OperatorIds.bureau(id))));
  }
}
