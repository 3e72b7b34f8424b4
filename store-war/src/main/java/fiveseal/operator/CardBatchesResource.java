package fiveseal.operator;

import fiveseal.manager.BatchReport;
import fiveseal.manager.CardBatchOrder;
import fiveseal.manager.CardBatches;
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

/** Cards ordered of bureaus: one operator orders, another releases their keys. */
@Path("card-batches")
@RequestScoped
public class CardBatchesResource {
  private static final String CSV = "text/csv";

  @EJB private CardBatches batches;

  /** No key leaves before the approval. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response order(byte[] body, @Context SecurityContext caller) {
    JsonMembers request = Json.body(body);
    CardBatchOrder order =
        new CardBatchOrder(
            OperatorIds.bureau(request.text("bureau")),
            request.text("currency"),
            request.integer("cards"),
            request.integer("balanceLimit"),
            request.integer("amountLimit"));
    request.end();
    return Answers.json(201, BureauJson.of(batches.order(TokenBearer.of(caller), order)));
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
            batches.list(
                TokenBearer.of(caller), PageParameters.after(after), PageParameters.limit(limit))));
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response one(@PathParam("id") String id, @Context SecurityContext caller) {
    return Answers.json(
        200, BureauJson.of(batches.one(TokenBearer.of(caller), OperatorIds.batch(id))));
  }

  /** By the other operator. The body, if any, is not looked at. */
  @POST
  @Path("{id}/approval")
  @Produces(MediaType.APPLICATION_JSON)
  public Response approve(@PathParam("id") String id, @Context SecurityContext caller) {
    return Answers.json(
        200, BureauJson.of(batches.approve(TokenBearer.of(caller), OperatorIds.batch(id))));
  }

  /** A POST, since whoever fetches it is recorded. The body, if any, is not looked at. */
  @POST
  @Path("{id}/file")
  @Produces(Answers.JOSE)
  public Response file(@PathParam("id") String id, @Context SecurityContext caller) {
    return Answers.jose(batches.file(TokenBearer.of(caller), OperatorIds.batch(id)));
  }

  /** May come in parts, and again. */
  @POST
  @Path("{id}/report")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response report(@PathParam("id") String id, byte[] body, @Context SecurityContext caller) {
    return taken(id, BatchReports.json(body), caller);
  }

  /** The same as comma-separated values. */
  @POST
  @Path("{id}/report")
  @Consumes(CSV)
  @Produces(MediaType.APPLICATION_JSON)
  public Response reportCsv(
      @PathParam("id") String id, byte[] body, @Context SecurityContext caller) {
    return taken(id, BatchReports.csv(body), caller);
  }

  private Response taken(String id, BatchReport report, SecurityContext caller) {
    return Answers.json(
        200, BureauJson.of(batches.report(TokenBearer.of(caller), OperatorIds.batch(id), report)));
  }

  /** Its file is made no more. The body, if any, is not looked at. */
  @POST
  @Path("{id}/closing")
  @Produces(MediaType.APPLICATION_JSON)
  public Response close(@PathParam("id") String id, @Context SecurityContext caller) {
    return Answers.json(
        200, BureauJson.of(batches.close(TokenBearer.of(caller), OperatorIds.batch(id))));
  }
}
