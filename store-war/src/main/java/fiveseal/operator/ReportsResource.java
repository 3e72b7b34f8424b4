package fiveseal.operator;

import fiveseal.manager.Operations;
import fiveseal.manager.Reports;
import fiveseal.manager.http.Answers;
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

/** What waits for somebody, oldest first. */
@Path("reports")
@RequestScoped
public class ReportsResource {
  @EJB private Reports reports;
  @EJB private Operations operations;

  /** Payments and updates whose outcome only the card knows. */
  @GET
  @Path("doubts")
  @Produces(MediaType.APPLICATION_JSON)
  public Response doubts(
      @QueryParam("after") String after,
      @QueryParam("limit") String limit,
      @Context SecurityContext caller) {
    return Answers.json(
        200,
        ReportJson.of(
            operations.doubts(
                TokenBearer.of(caller), PageParameters.after(after), PageParameters.limit(limit))));
  }

  /** Paid settlements without a receipt. */
  @GET
  @Path("receipts")
  @Produces(MediaType.APPLICATION_JSON)
  public Response receipts(@QueryParam("after") String after, @QueryParam("limit") String limit) {
    return Answers.json(
        200,
        ReportJson.of(reports.receipts(PageParameters.after(after), PageParameters.limit(limit))));
  }
}
