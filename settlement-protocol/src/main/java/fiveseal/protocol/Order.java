package fiveseal.protocol;

import java.util.List;
import java.util.Map;

/**
 * A lower store orders its mall to sell for it.
 *
 * @param aud the mall's id
 */
public record Order(
    String iss, String aud, String orderId, Amount amount, String description, long iat, long exp)
    implements Expiring {
  public Order {
    Members.requireId(iss, "iss");
    Members.requireId(orderId, "orderId");
    Members.requireText(description, "description");
    Members.requireLifetime(iat, exp);
  }

  public static Order read(JsonMembers members) {
    return new Order(
        members.text("iss"),
        members.text("aud"),
        members.text("orderId"),
        Members.amount(members),
        members.text("description"),
        members.integer("iat"),
        members.integer("exp"));
  }

  @Override
  public List<String> audience() {
    return List.of(aud);
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = Members.begin(iss);
    members.put("aud", aud);
    members.put("orderId", orderId);
    members.put("amount", amount.minor());
    members.put("currency", amount.currency().code());
    members.put("description", description);
    members.put("iat", iat);
    members.put("exp", exp);
    return members;
  }
}
