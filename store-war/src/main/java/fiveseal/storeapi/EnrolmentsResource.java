package fiveseal.storeapi;

import fiveseal.manager.Enrolment;
import fiveseal.manager.Stores;
import fiveseal.manager.http.Answers;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
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

/**
 * A store's key, made by the store, gets its certificate: the first one by an invitation, at once
 * or after an operator's look, the next ones by proof of the key before.
 */
@Path("enrolments")
@RequestScoped
public class EnrolmentsResource {
  @EJB private Stores stores;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response enrol(byte[] body) {
    JsonMembers request = Json.body(body);
    String token = request.text("token");
    String certificationRequest = request.text("certificationRequest");
    request.end();
    return answer(stores.enrol(token, certificationRequest));
  }

  /** Where a {@code fiveseal-key-renewal} goes. */
  @POST
  @Path("renewals")
  @Consumes(Answers.JOSE)
  @Produces(MediaType.APPLICATION_JSON)
  public Response renew(byte[] message) {
    return answer(stores.renew(Answers.compact(message)));
  }

  private static Response answer(Enrolment enrolment) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("storeId", enrolment.storeId());
    members.put("managerId", enrolment.managerId());
    members.put("kid", enrolment.kid());
    if (enrolment.isWaiting()) {
      members.put("state", "PENDING");
      return Answers.json(202, members);
    }
    members.put("x5c", enrolment.x5c());
    return Answers.json(201, members);
  }
}
