package fiveseal.storeapi;

import fiveseal.manager.RequestedSettlement;
import fiveseal.manager.SettlementFilter;
import fiveseal.manager.SettlementPage;
import fiveseal.manager.Settlements;
import fiveseal.manager.Stores;
import fiveseal.manager.http.Answers;
import fiveseal.manager.http.BearerToken;
import fiveseal.manager.http.LongPoll;
import fiveseal.manager.http.Parameters;
import fiveseal.protocol.ErrorCode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** A store's settlements: messages 1 and 4 in, message 3 out, and their states. */
@Path("settlements")
@RequestScoped
public class SettlementsResource {
  @EJB private Settlements settlements;
  @EJB private Stores stores;
  @Resource private ManagedScheduledExecutorService scheduler;

  /** Message 1 (claims 1 and 2). */
  @POST
  @Consumes(Answers.JOSE)
  @Produces(MediaType.APPLICATION_JSON)
  public Response request(byte[] message1) {
    RequestedSettlement requested = settlements.request(Answers.compact(message1));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("settlementId", requested.settlementId());
    members.put("state", requested.state());
    members.put("payUrl", requested.payUrl());
    members.put("expiresAt", requested.expiresAt());
    return Answers.json(201, members);
  }

  /** The caller's own settlements, newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response list(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @QueryParam("requestId") String requestId,
      @QueryParam("state") String state,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit) {
    String store = stores.authenticate(BearerToken.of(authorization));
    SettlementFilter filter =
        new SettlementFilter(
            ListParameters.requestId(requestId),
            ListParameters.state(state),
            ListParameters.seconds("from", from),
            ListParameters.seconds("to", to),
            ListParameters.after(after),
            ListParameters.limit(limit));
    SettlementPage page = settlements.list(store, filter);
    return Answers.json(200, SettlementJson.of(page));
  }

  /** One of the caller's own settlements; another's is not found. */
  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response get(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") String id) {
    String store = stores.authenticate(BearerToken.of(authorization));
    return Answers.json(200, SettlementJson.of(settlements.forStore(store, Parameters.id(id))));
  }

  /** Message 3 (claims 5 and 13), waited for. */
  @GET
  @Path("{id}/completion")
  @Produces(Answers.JOSE)
  public void completion(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @PathParam("id") String id,
      @QueryParam("wait") String wait,
      @Suspended AsyncResponse response) {
    String store = stores.authenticate(BearerToken.of(authorization));
    String settlementId = Parameters.id(id);
    Settlements manager = settlements;
    LongPoll poll = new LongPoll(scheduler);
    poll.answer(
        response,
        Parameters.waitSeconds(wait),
        () -> manager.completion(store, settlementId).map(Answers::jose),
        ErrorCode.NOT_COMPLETED);
  }

  /** Message 4 (claims 6 and 14). */
  @POST
  @Path("{id}/receipt")
  @Consumes(Answers.JOSE)
  @Produces(MediaType.APPLICATION_JSON)
  public Response receipt(@PathParam("id") String id, byte[] message4) {
    String state = settlements.receipt(Parameters.id(id), Answers.compact(message4));
    return Answers.json(200, Map.of("state", state));
  }
}
