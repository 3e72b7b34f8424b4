package fiveseal.mall;

import fiveseal.manager.Tenant;
import fiveseal.manager.http.Answers;
import fiveseal.manager.http.BearerToken;
import fiveseal.manager.shop.Good;
import fiveseal.manager.shop.GoodDraft;
import fiveseal.manager.shop.GoodState;
import fiveseal.manager.shop.GoodsDesk;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Goods in the shop, kept by the lower stores' own programs or the mall's. */
@Path("goods")
@RequestScoped
public class ShopGoodsResource {
  private static final int BODY_BYTES_MAX = 64 * 1024;
  private static final int PICTURE_BYTES_MAX = 2 * 1024 * 1024;

  @Inject private LowerStores stores;
  @EJB private GoodsDesk desk;

  /** Adds a good under an id of the caller's choice, or sets all that it is but its picture. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response put(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @PathParam("id") String id,
      InputStream body)
      throws IOException {
    Tenant whose = stores.bearer(BearerToken.of(authorization));
    JsonMembers wanted = Json.body(Bodies.read(body, BODY_BYTES_MAX));
    String store = wanted.text("store");
    GoodDraft draft =
        new GoodDraft(
            wanted.text("name"),
            wanted.text("description"),
            wanted.integer("amount"),
            wanted.text("currency"),
            state(wanted.text("state")));
    wanted.end();
    int version = known(whose, id).map(Good::version).orElse(0);
    return Answers.json(200, members(desk.put(whose, store, id, version, draft)));
  }

  /** Its picture, which is drawn anew. */
  @PUT
  @Path("{id}/picture")
  @Consumes({"image/png", "image/jpeg"})
  @Produces(MediaType.APPLICATION_JSON)
  public Response picture(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @PathParam("id") String id,
      InputStream body)
      throws IOException {
    Tenant whose = stores.bearer(BearerToken.of(authorization));
    int version = desk.good(whose, id).version();
    byte[] file = Bodies.read(body, PICTURE_BYTES_MAX);
    return Answers.json(200, members(desk.picture(whose, id, version, file)));
  }

  private Optional<Good> known(Tenant whose, String id) {
    try {
      return Optional.of(desk.good(whose, id));
    } catch (ProtocolException e) {
      if (e.code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static GoodState state(String name) {
    return Arrays.stream(GoodState.values())
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElseThrow(() -> ProtocolException.refused("there is no such state of goods"));
  }

  private static Map<String, Object> members(Good good) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", good.goodId());
    members.put("store", good.storeId());
    members.put("version", good.version());
    good.picture().ifPresent(picture -> members.put("picture", picture));
    return members;
  }
}
