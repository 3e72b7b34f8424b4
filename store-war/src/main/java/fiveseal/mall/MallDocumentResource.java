package fiveseal.mall;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** The mall API's own description (OpenAPI 3). */
@Path("openapi.json")
@RequestScoped
public class MallDocumentResource {

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public InputStream get() {
    return MallDocumentResource.class.getResourceAsStream("openapi.json");
  }
}
