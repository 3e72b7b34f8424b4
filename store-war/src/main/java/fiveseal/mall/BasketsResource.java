package fiveseal.mall;

import fiveseal.manager.http.Answers;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.RequestLine;
import fiveseal.storedevice.ManagerRefusal;
import fiveseal.storedevice.ManagerUnreachable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Baskets over several lower stores, in demo mode, until the mall's pages make them. */
@Path("baskets")
@RequestScoped
public class BasketsResource {
  private static final int BODY_BYTES_MAX = 64 * 1024;

  @Inject private Mall mall;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response request(InputStream body) throws IOException {
    JsonMembers basket = Json.object(Bodies.read(body, BODY_BYTES_MAX));
    String currency = basket.text("currency");
    String description = basket.text("description");
    List<RequestLine> lines = new ArrayList<>();
    for (JsonMembers line : basket.objects("lines")) {
      lines.add(
          new RequestLine(
              line.text("store"),
              line.integer("amount"),
              line.text("description"),
              line.text("orderRef")));
      line.end();
    }
    basket.end();
    return Answers.json(201, answer(request(currency, description, lines)));
  }

  private Mall.Requested request(String currency, String description, List<RequestLine> lines) {
    try {
      return mall.request(currency, description, lines);
    } catch (ManagerRefusal e) {
      ErrorCode code =
          e.status() < 500 && e.status() != 429 ? ErrorCode.MESSAGE_REFUSED : ErrorCode.UNAVAILABLE;
      throw new ProtocolException(code, "the manager refused: " + e.getMessage());
    } catch (ManagerUnreachable e) {
      throw new ProtocolException(ErrorCode.UNAVAILABLE, "the manager gives no answer");
    }
  }

  private static Map<String, Object> answer(Mall.Requested requested) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("settlementId", requested.taken().settlementId());
    members.put("requestId", requested.requestId());
    members.put("payUrl", requested.taken().payUrl());
    return members;
  }
}
