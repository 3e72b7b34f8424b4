package fiveseal.storeapi;

import fiveseal.manager.http.Answers;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Refunds: their place is kept, they are not offered yet. */
@Path("refunds")
@RequestScoped
public class RefundsResource {

  /**
   * @throws ProtocolException {@code not-yet}, always
   */
  @POST
  @Consumes(Answers.JOSE)
  @Produces(MediaType.APPLICATION_JSON)
  public Response create(byte[] message) {
    throw new ProtocolException(ErrorCode.NOT_YET, "refunds are not offered yet");
  }
}
