package fiveseal.operator;

import fiveseal.manager.Role;
import fiveseal.manager.UserOrder;
import fiveseal.manager.Users;
import fiveseal.manager.http.Answers;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Arrays;
import java.util.Map;

/** Users of the consoles, made by an operator's program. */
@Path("users")
@RequestScoped
public class UsersResource {
  @EJB private Users users;

  /** The same user again is found, with the password they have by then. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response admit(@Context SecurityContext caller, byte[] body) {
    JsonMembers request = Json.body(body);
    UserOrder order =
        new UserOrder(
            request.text("name"),
            request.text("displayName"),
            role(request.text("role")),
            request.optionalText("storeId"));
    String password = request.text("password");
    request.end();
    String userId = users.admit(TokenBearer.of(caller), order, password);
    return Answers.json(201, Map.of("userId", userId));
  }

  private static Role role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseThrow(() -> ProtocolException.refused("role is none of a console's user"));
  }
}
