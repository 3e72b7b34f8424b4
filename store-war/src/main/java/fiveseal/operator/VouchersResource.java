package fiveseal.operator;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Vouchers, each worth one load. */
@Path("vouchers")
@RequestScoped
public class VouchersResource {
  @EJB private Vouchers vouchers;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response issue(byte[] body) {
    JsonMembers request = Json.body(body);
    Amount amount = Amount.of(request.integer("amount"), request.text("currency"));
    request.end();
    Voucher voucher = vouchers.issue(amount.minor(), amount.currency().code());
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("code", voucher.code());
    members.put("amount", voucher.amountMinor());
    members.put("currency", voucher.currency());
    return Answers.json(201, members);
  }
}
