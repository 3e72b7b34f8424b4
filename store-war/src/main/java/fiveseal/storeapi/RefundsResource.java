package fiveseal.storeapi;

import fiveseal.manager.RefundState;
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

/** What stores give back of what a card paid. */
@Path("refunds")
@RequestScoped
public class RefundsResource {
  @EJB private Reversals reversals;

  /** Answers the refund as it was accepted; how it goes on stands with its settlement. */
  @POST
  @Consumes(Answers.JOSE)
  @Produces(MediaType.APPLICATION_JSON)
  public Response refund(byte[] message) {
    RefundState accepted = reversals.refund(Answers.compact(message));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("refundId", accepted.refundId());
    members.put("state", accepted.state());
    return Answers.json(201, members);
  }
}
