package fiveseal.storeapi;

import fiveseal.manager.http.Answers;
import fiveseal.manager.http.BearerToken;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Orders of lower stores' tills. Their addressee is the mall, not the manager: what is verified and
 * kept here is the mall's, by the mall's own means.
 */
@Path("orders")
@RequestScoped
public class OrdersResource {
  @Inject private MallOrders mall;

  /** Answers the order as it was taken; how it goes on is read under its id. */
  @POST
  @Consumes(Answers.JOSE)
  @Produces(MediaType.APPLICATION_JSON)
  public Response create(byte[] message) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("orderId", mall.take(Answers.compact(message)));
    members.put("state", MallOrders.OPEN);
    return Answers.json(201, members);
  }

  /** One of the caller's own orders, with its own part of the receipt. */
  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response get(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @PathParam("id") String id) {
    MallOrders.View view = mall.view(BearerToken.of(authorization), id);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("orderId", view.orderId());
    members.put("state", view.state());
    members.put("amount", view.amountMinor());
    members.put("currency", view.currency());
    members.put("expiresAt", view.expiresAt());
    view.paidAt().ifPresent(at -> members.put("paidAt", at));
    view.receiptNumber().ifPresent(number -> members.put("receiptNumber", number));
    return Answers.json(200, members);
  }
}
