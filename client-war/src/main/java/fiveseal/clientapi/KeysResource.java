package fiveseal.clientapi;

import fiveseal.manager.Keys;
import fiveseal.manager.PublishedKey;
import fiveseal.manager.PublishedSuccession;
import fiveseal.manager.http.Answers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The public keys, as a JWK set (RFC 7517): with them anyone checks the seals. */
@Path("keys")
@RequestScoped
public class KeysResource {
  private static final Pattern STORE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @EJB private Keys keys;

  /** The manager's, or with {@code store} a store's; no keys for a store that is not known. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response get(@QueryParam("store") String store) {
    return Answers.json(
        200, Map.of("keys", found(store).stream().map(KeysResource::json).toList()));
  }

  /** Who succeeded whom: with it, whoever pinned an old key of the manager's believes the next. */
  @GET
  @Path("successions")
  @Produces(MediaType.APPLICATION_JSON)
  public Response successions() {
    return Answers.json(
        200, Map.of("successions", keys.successions().stream().map(KeysResource::json).toList()));
  }

  private static Map<String, Object> json(PublishedSuccession succession) {
    Map<String, Object> members = new LinkedHashMap<>();
    succession.byPredecessor().ifPresent(jws -> members.put("byPredecessor", jws));
    members.put("byAuthority", succession.byAuthority());
    return members;
  }

  private List<PublishedKey> found(String store) {
    if (store == null) {
      return keys.ofManager();
    }
    return STORE_ID.matcher(store).matches() ? keys.ofStore(store) : List.of();
  }

  static Map<String, Object> json(PublishedKey key) {
    Map<String, Object> members = new LinkedHashMap<>(key.jwk());
    members.put("kid", key.kid());
    members.put("iss", key.iss());
    members.put("nbf", key.nbf());
    members.put("exp", key.exp());
    key.revokedAt().ifPresent(at -> members.put("revokedAt", at));
    members.put("x5c", key.x5c());
    return members;
  }
}
