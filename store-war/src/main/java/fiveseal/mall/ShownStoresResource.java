package fiveseal.mall;

import fiveseal.manager.Tenant;
import fiveseal.manager.http.Answers;
import fiveseal.manager.http.BearerToken;
import fiveseal.manager.shop.GoodsDesk;
import fiveseal.manager.shop.LowerStore;
import fiveseal.manager.shop.StoreDraft;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the shop shows of the mall's lower stores, kept by the mall's own programs. */
@Path("stores")
@RequestScoped
public class ShownStoresResource {
  private static final int BODY_BYTES_MAX = 64 * 1024;

  @Inject private LowerStores stores;
  @EJB private GoodsDesk desk;

  /** Sets whether the shop has a lower store, and what shoppers read of it beside its name. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response put(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @PathParam("id") String id,
      InputStream body)
      throws IOException {
    Tenant mall = stores.bearer(BearerToken.of(authorization));
    JsonMembers wanted = Json.body(Bodies.read(body, BODY_BYTES_MAX));
    StoreDraft draft = new StoreDraft(wanted.text("description"), wanted.flag("shown"));
    wanted.end();
    LowerStore now =
        desk.stores(mall).stream()
            .filter(store -> store.storeId().equals(id))
            .findFirst()
            .orElseThrow(
                () -> new ProtocolException(ErrorCode.NOT_FOUND, "the mall has no such store"));
    LowerStore kept = desk.putStore(mall, id, now.version(), draft);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("store", kept.storeId());
    members.put("name", kept.name());
    members.put("sells", kept.sells());
    members.put("version", kept.version());
    return Answers.json(200, members);
  }
}
