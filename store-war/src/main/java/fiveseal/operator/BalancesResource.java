package fiveseal.operator;

import fiveseal.manager.Evidence;
import fiveseal.manager.http.Answers;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.IsoCurrency;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ledger's balances per currency. */
@Path("balances")
@RequestScoped
public class BalancesResource {
  @EJB private Evidence evidence;

  /** The sum over all accounts, which is zero. */
  @GET
  @Path("{currency}/sum")
  @Produces(MediaType.APPLICATION_JSON)
  public Response sum(@PathParam("currency") String path) {
    String currency = currency(path).code();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("currency", currency);
    members.put("sum", evidence.sumOfBalances(currency));
    return Answers.json(200, members);
  }

  private static IsoCurrency currency(String path) {
    try {
      return IsoCurrency.of(path);
    } catch (ProtocolException e) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, e.detail());
    }
  }
}
