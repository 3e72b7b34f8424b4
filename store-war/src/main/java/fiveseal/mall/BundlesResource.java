package fiveseal.mall;

import fiveseal.manager.http.Answers;
import fiveseal.manager.http.BearerToken;
import fiveseal.manager.shop.ShopOrder;
import fiveseal.manager.shop.ShopOrders;
import fiveseal.manager.shop.TillOrderKey;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mall's desk as a program: orders of several tills become one payment. */
@Path("bundles")
@RequestScoped
public class BundlesResource {
  private static final int BODY_BYTES_MAX = 64 * 1024;

  @Inject private LowerStores stores;
  @Inject private Checkout checkout;
  @EJB private ShopOrders orders;

  /** By the mall's own key alone; each order is asked for once. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response bundle(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, InputStream body)
      throws IOException {
    var mall = stores.bearer(BearerToken.of(authorization));
    ShopOrder order = orders.bundle(mall, keys(Json.body(Bodies.read(body, BODY_BYTES_MAX))));
    OrderStatus status = checkout.status(order);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("orderId", order.orderId());
    members.put("requestId", order.requestId());
    members.put("state", status.state().name());
    status.settlementId().ifPresent(id -> members.put("settlementId", id));
    status.payUrl().ifPresent(url -> members.put("payUrl", url));
    return Answers.json(201, members);
  }

  private static List<TillOrderKey> keys(JsonMembers body) {
    List<TillOrderKey> keys = new ArrayList<>();
    for (JsonMembers order : body.objects("orders")) {
      keys.add(new TillOrderKey(order.text("store"), order.text("orderId")));
      order.end();
    }
    body.end();
    if (keys.isEmpty()) {
      throw new ProtocolException(ErrorCode.MESSAGE_REFUSED, "there is nothing to bundle");
    }
    return keys;
  }
}
