package fiveseal.operator;

import fiveseal.manager.CeremonyOutcome;
import fiveseal.manager.CeremonyProposal;
import fiveseal.manager.KeyCeremonies;
import fiveseal.manager.OperatorKey;
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
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What two operators do with the manager's keys: one proposes, another approves. */
@Path("keys")
@RequestScoped
public class KeyCeremoniesResource {
  @EJB private KeyCeremonies ceremonies;

  /** The secret keys in the vault, by their public data. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response custody(@Context SecurityContext caller) {
    return Answers.json(200, CeremonyJson.of(ceremonies.custody(TokenBearer.of(caller))));
  }

  /** All ceremonies, newest first. */
  @GET
  @Path("ceremonies")
  @Produces(MediaType.APPLICATION_JSON)
  public Response list(
      @QueryParam("after") String after,
      @QueryParam("limit") String limit,
      @Context SecurityContext caller) {
    return Answers.json(
        200,
        CeremonyJson.of(
            ceremonies.list(
                TokenBearer.of(caller), PageParameters.after(after), PageParameters.limit(limit))));
  }

  /** Nothing happens before the approval. */
  @POST
  @Path("ceremonies")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response propose(byte[] body, @Context SecurityContext caller) {
    return Answers.json(
        201, CeremonyJson.of(ceremonies.propose(TokenBearer.of(caller), proposal(body))));
  }

  /** By the other operator; it is carried out, and a backup handed out, this once. */
  @POST
  @Path("ceremonies/{id}/approval")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response approve(
      @PathParam("id") String id, byte[] body, @Context SecurityContext caller) {
    JsonMembers request = Json.body(body);
    Optional<OperatorKey> key = operatorKey(request);
    request.end();
    CeremonyOutcome outcome =
        ceremonies.approve(TokenBearer.of(caller), OperatorIds.decision(id), key);
    Map<String, Object> members = CeremonyJson.of(outcome.ceremony());
    outcome.backup().ifPresent(backup -> members.put("backup", CeremonyJson.of(backup)));
    return Answers.json(200, members);
  }

  static CeremonyProposal proposal(byte[] body) {
    JsonMembers request = Json.body(body);
    CeremonyProposal proposal =
        new CeremonyProposal(
            request.text("act"),
            request.optionalText("kind"),
            request.optionalText("key"),
            request.has("at")
                ? Optional.of(Instant.ofEpochSecond(Math.min(request.integer("at"), LAST_SECOND)))
                : Optional.empty(),
            request.text("reason"),
            operatorKey(request));
    request.end();
    return proposal;
  }

  /** The year 9999: later is never. */
  private static final long LAST_SECOND = 253_402_300_799L;

  private static Optional<OperatorKey> operatorKey(JsonMembers request) {
    if (!request.has("operatorKey")) {
      return Optional.empty();
    }
    JsonMembers key = request.object("operatorKey");
    OperatorKey read = new OperatorKey(key.text("x"), key.text("y"));
    key.end();
    return Optional.of(read);
  }
}
