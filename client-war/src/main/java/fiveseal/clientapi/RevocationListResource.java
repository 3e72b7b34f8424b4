package fiveseal.clientapi;

import fiveseal.manager.Keys;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The stores' certificates that were revoked, as certificates themselves say where (RFC 5280). */
@Path("crl")
@RequestScoped
public class RevocationListResource {
  private static final String DER = "application/pkix-crl";

  @EJB private Keys keys;

  /** The current authority's list, or that of the one whose kid is given. */
  @GET
  @Produces(DER)
  public Response get(@QueryParam("authority") String authority) {
    return Response.ok(keys.revocationList(Optional.ofNullable(authority)), DER).build();
  }
}
