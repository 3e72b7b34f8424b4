package fiveseal.clientapi;

import fiveseal.manager.CardProof;
import fiveseal.manager.ClientSettlement;
import fiveseal.manager.Payment;
import fiveseal.manager.RequestedSettlement;
import fiveseal.manager.Settlements;
import fiveseal.manager.http.Answers;
import fiveseal.manager.http.LongPoll;
import fiveseal.manager.http.Parameters;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** The payment as the client device walks it: request relayed, command fetched, answer brought. */
@Path("settlements")
@RequestScoped
public class SettlementsResource {
  @EJB private Settlements settlements;
  @Resource private ManagedScheduledExecutorService scheduler;
  @Inject private Rates rates;

  /** Message 1, relayed as the store made it (claims 3 and 19). */
  @POST
  @Consumes(Answers.JOSE)
  @Produces(MediaType.APPLICATION_JSON)
  public Response relay(byte[] message1) {
    RequestedSettlement requested = settlements.request(Answers.compact(message1));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("settlementId", requested.settlementId());
    members.put("state", requested.state());
    members.put("payUrl", requested.payUrl());
    members.put("expiresAt", requested.expiresAt());
    return Answers.json(201, members);
  }

  /** Message 1 with the card's proof: message 2 at once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(Answers.JOSE)
  public Response relayAndIssue(byte[] body) {
    JsonMembers request = Json.body(body);
    String message1 = request.text("request");
    CardProof proof = Initialize.member(request);
    request.end();
    rates.card(proof.cardNumber());
    return Answers.jose(settlements.requestAndIssue(message1, proof));
  }

  /** What there is to pay. */
  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response get(@PathParam("id") String id) {
    ClientSettlement settlement = settlements.forClient(Parameters.id(id));
    Map<String, Object> members = new LinkedHashMap<>();
    settlement.request().ifPresent(request -> members.put("request", request));
    members.put("state", settlement.state());
    members.put("expiresAt", settlement.expiresAt());
    return Answers.json(200, members);
  }

  /** Message 2 for the card that proves itself (claim 4). */
  @POST
  @Path("{id}/card")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(Answers.JOSE)
  public Response card(@PathParam("id") String id, byte[] body) {
    String settlementId = Parameters.id(id);
    CardProof proof = Initialize.alone(body);
    rates.card(proof.cardNumber());
    return Answers.jose(settlements.issue(settlementId, proof));
  }

  /** The card's answer: message 3, if it proves the debit. */
  @POST
  @Path("{id}/card-answer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response cardAnswer(@PathParam("id") String id, byte[] body) {
    String settlementId = Parameters.id(id);
    CardAnswer answer = CardAnswer.read(body);
    Payment payment = settlements.answer(settlementId, answer.counter(), answer.answer());
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("state", payment.state());
    payment.completion().ifPresent(message3 -> members.put("completion", message3));
    return Answers.json(200, members);
  }

  /** Message 4 (claims 6 and 21), waited for. */
  @GET
  @Path("{id}/receipt")
  @Produces(Answers.JOSE)
  public void receipt(
      @PathParam("id") String id,
      @QueryParam("wait") String wait,
      @Suspended AsyncResponse response) {
    String settlementId = Parameters.id(id);
    Settlements manager = settlements;
    LongPoll poll = new LongPoll(scheduler);
    poll.answer(
        response,
        waitSeconds(wait),
        () -> manager.receiptForClient(settlementId).map(Answers::jose),
        ErrorCode.NOT_RECEIPTED);
  }

  private static int waitSeconds(String query) {
    try {
      return Parameters.waitSeconds(query);
    } catch (ProtocolException e) {
      throw ProtocolException.malformed("wait is not within 0 … 30");
    }
  }
}
