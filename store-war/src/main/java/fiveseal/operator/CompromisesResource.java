package fiveseal.operator;

import fiveseal.manager.CompromiseReports;
import fiveseal.manager.CompromisedKey;
import fiveseal.manager.CompromisedKind;
import fiveseal.manager.Login;
import fiveseal.manager.http.Answers;
import fiveseal.manager.http.Parameters;
import fiveseal.protocol.ProtocolException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** What a stolen key may have touched. Nothing is changed here. */
@Path("compromises")
@RequestScoped
public class CompromisesResource {
  private static final long SECONDS_MAX = 99_999_999_999L;

  @EJB private CompromiseReports reports;

  /** The first page comes with counts and the plan. */
  @GET
  @Path("preview")
  @Produces(MediaType.APPLICATION_JSON)
  public Response preview(
      @QueryParam("kind") String kind,
      @QueryParam("key") String key,
      @QueryParam("stolenAt") String stolenAt,
      @QueryParam("after") String after,
      @QueryParam("limit") String limit,
      @Context SecurityContext caller) {
    CompromisedKey stolen = key(kind, key, stolenAt);
    int rows = PageParameters.limit(limit);
    Login who = TokenBearer.of(caller);
    return Answers.json(
        200,
        after == null
            ? CompromiseJson.of(
                reports.summary(who, stolen), reports.affected(who, stolen, Optional.empty(), rows))
            : CompromiseJson.of(reports.affected(who, stolen, Optional.of(after), rows)));
  }

  private static CompromisedKey key(String kind, String key, String stolenAt) {
    if (key == null) {
      throw ProtocolException.malformed("key is missing");
    }
    long seconds =
        Parameters.integer("stolenAt", stolenAt, 0, SECONDS_MAX)
            .orElseThrow(() -> ProtocolException.malformed("stolenAt is missing"));
    CompromisedKind known =
        Arrays.stream(CompromisedKind.values())
            .filter(each -> each.name().equals(kind))
            .findFirst()
            .orElseThrow(() -> ProtocolException.malformed("kind is no kind of keys"));
    return new CompromisedKey(known, key, Instant.ofEpochSecond(seconds));
  }
}
