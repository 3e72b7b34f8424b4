package fiveseal.cardsim;

import fiveseal.manager.http.Answers;
import fiveseal.protocol.CardNumber;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The readers: what is in them, and the commands that go through them. */
@Path("readers")
@RequestScoped
public class ReadersResource {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Header, Lc, 255 bytes, Le. */
  private static final int APDU_BYTES_MAX = 261;

  private static final int TEAR_AT_MAX = 1_000_000;
  private static final String TEAR_AT = "tearAt";
  private static final String ANSWER = "answer";

  @Inject private CardSimulator simulator;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response list() {
    return Answers.json(
        200,
        Map.of("readers", simulator.readers().all().stream().map(ReadersResource::json).toList()));
  }

  @GET
  @Path("{reader}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response get(@PathParam("reader") String reader) {
    return Answers.json(200, json(simulator.readers().get(reader)));
  }

  @PUT
  @Path("{reader}/card")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response insert(@PathParam("reader") String reader, byte[] body) {
    JsonMembers members = Json.body(body);
    CardNumber number = new CardNumber(members.text("cardNumber"));
    members.end();
    return Answers.json(200, json(simulator.readers().insert(reader, number)));
  }

  @DELETE
  @Path("{reader}/card")
  public Response remove(@PathParam("reader") String reader) {
    simulator.readers().remove(reader);
    return Response.noContent().build();
  }

  @POST
  @Path("{reader}/apdu")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response transmit(@PathParam("reader") String reader, byte[] body) {
    JsonMembers members = Json.body(body);
    byte[] apdu = apdu(members.text("apdu"));
    members.end();
    byte[] response = simulator.readers().transmit(reader, apdu);
    return Answers.json(200, Map.of("response", HEX.formatHex(response)));
  }

  private static byte[] apdu(String hex) {
    try {
      byte[] apdu = HEX.parseHex(hex);
      if (apdu.length > 0 && apdu.length <= APDU_BYTES_MAX) {
        return apdu;
      }
    } catch (IllegalArgumentException e) {
      // The same refusal: it is no command.
    }
    throw ProtocolException.malformed("apdu is not 1 … " + APDU_BYTES_MAX + " bytes in hex");
  }

  @POST
  @Path("{reader}/faults")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response arm(@PathParam("reader") String reader, byte[] body) {
    JsonMembers members = Json.body(body);
    Fault fault = fault(members);
    members.end();
    simulator.readers().arm(reader, fault);
    return Response.noContent().build();
  }

  private static Fault fault(JsonMembers members) {
    if (isAnswer(members)) {
      return Fault.AT_ANSWER;
    }
    long write = members.integer(TEAR_AT);
    if (write < 1 || write > TEAR_AT_MAX) {
      throw ProtocolException.malformed(TEAR_AT + " is neither 1 … " + TEAR_AT_MAX + " nor text");
    }
    return Fault.atWrite((int) write);
  }

  private static boolean isAnswer(JsonMembers members) {
    try {
      return members.text(TEAR_AT).equals(ANSWER);
    } catch (ProtocolException e) {
      // Not a text: then it must be a number.
      return false;
    }
  }

  private static Map<String, Object> json(Reader reader) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", reader.id());
    members.put("name", reader.name());
    members.put("atr", reader.atr());
    reader.cardNumber().ifPresent(number -> members.put("cardNumber", number.digits()));
    return members;
  }
}
