package fiveseal.mall;

import fiveseal.manager.http.Answers;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.storedevice.ManagerRefusal;
import fiveseal.storedevice.ManagerUnreachable;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Where the manager pushes message 3: the answer is message 4 (claims 5 to 7). */
@Path("completions")
@RequestScoped
public class CompletionsResource {
  /** Message 1 may fill 64 KiB and is wrapped twice in base64url. */
  private static final int BODY_BYTES_MAX = 256 * 1024;

  @Inject private Mall mall;

  @POST
  @Consumes(Answers.JOSE)
  @Produces(Answers.JOSE)
  public Response complete(InputStream body) throws IOException {
    String message3 = Answers.compact(Bodies.read(body, BODY_BYTES_MAX));
    try {
      return Answers.jose(mall.complete(message3));
    } catch (ManagerRefusal | ManagerUnreachable e) {
      throw new ProtocolException(
          ErrorCode.UNAVAILABLE, "the manager's new key could not be fetched");
    }
  }
}
