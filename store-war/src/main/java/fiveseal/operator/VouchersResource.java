package fiveseal.operator;

import fiveseal.manager.AdminAct;
import fiveseal.manager.AdminTrail;
import fiveseal.manager.Voucher;
import fiveseal.manager.Vouchers;
import fiveseal.manager.http.Answers;
import fiveseal.protocol.Amount;
import fiveseal.protocol.Json;
import fiveseal.protocol.JsonMembers;
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
import java.util.LinkedHashMap;
import java.util.Map;

/** Vouchers, each worth one load. */
@Path("vouchers")
@RequestScoped
public class VouchersResource {
  @EJB private Vouchers vouchers;
  @EJB private AdminTrail trail;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response issue(byte[] body, @Context SecurityContext caller) {
    JsonMembers request = Json.body(body);
    Amount amount = Amount.of(request.integer("amount"), request.text("currency"));
    request.end();
    String currency = amount.currency().code();
    Voucher voucher =
        new AdminAct(TokenBearer.of(caller), "voucher-issue", amount.minor() + " " + currency, "")
            .in(trail, () -> vouchers.issue(amount.minor(), currency));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("code", voucher.code());
    members.put("amount", voucher.amountMinor());
    members.put("currency", voucher.currency());
    return Answers.json(201, members);
  }
}
