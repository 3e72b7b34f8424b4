package fiveseal.clientapi;

import fiveseal.manager.http.BodyLimit;
import fiveseal.manager.http.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The client API, version 1. */
@ApplicationPath("/api/v1")
public class ClientApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        SettlementsResource.class,
        ValueUpdatesResource.class,
        PresentationsResource.class,
        KeysResource.class,
        RevocationListResource.class,
        ClientDocumentResource.class,
        BodyLimit.class,
        ProblemMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
