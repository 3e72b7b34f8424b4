package fiveseal.operator;

import fiveseal.manager.Invitation;
import fiveseal.manager.StoreLife;
import fiveseal.manager.StoreRegistration;
import fiveseal.manager.http.Answers;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
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
import java.util.LinkedHashMap;
import java.util.Map;

/** Stores, malls and lower stores: registered, invited to enrol, their keys revoked. */
@Path("stores")
@RequestScoped
public class StoresResource {
  private static final long PER_MILLE_MAX = 1000;

  @EJB private StoreLife stores;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response register(byte[] body, @Context SecurityContext caller) {
    StoreRegistration registration = registration(body);
    Invitation invitation = stores.register(TokenBearer.of(caller), registration);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("storeId", invitation.storeId());
    members.put("token", invitation.token());
    return Answers.json(201, members);
  }

  /** From now on the key signs nothing that is accepted. The body, if any, is not looked at. */
  @POST
  @Path("{id}/keys/{kid}/revocation")
  @Produces(MediaType.APPLICATION_JSON)
  public Response revoke(
      @PathParam("id") String id, @PathParam("kid") String kid, @Context SecurityContext caller) {
    stores.revokeKey(TokenBearer.of(caller), OperatorIds.store(id), OperatorIds.key(kid));
    return Response.noContent().build();
  }

  static StoreRegistration registration(byte[] body) {
    JsonMembers request = Json.body(body);
    StoreRegistration registration =
        new StoreRegistration(
            request.text("storeId"),
            request.text("name"),
            request.optionalText("mall"),
            perMille(request, "commissionPerMille"),
            perMille(request, "feePerMille"));
    request.end();
    return registration;
  }

  private static int perMille(JsonMembers request, String name) {
    long value = request.integer(name);
    if (value > PER_MILLE_MAX) {
      throw ProtocolException.refused(name + " exceeds 1000");
    }
    return (int) value;
  }
}
