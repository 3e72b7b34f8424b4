package fiveseal.clientapi;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Presentations of a card: their place is kept, they are not offered yet. */
@Path("presentations")
@RequestScoped
public class PresentationsResource {

  /**
   * @throws ProtocolException {@code not-yet}, always
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response present(byte[] body) {
    throw new ProtocolException(ErrorCode.NOT_YET, "presentations are not offered yet");
  }
}
