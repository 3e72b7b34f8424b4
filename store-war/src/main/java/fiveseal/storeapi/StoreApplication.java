package fiveseal.storeapi;

import fiveseal.manager.http.BodyLimit;
import fiveseal.manager.http.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The store API, version 1. */
@ApplicationPath("/api/v1")
public class StoreApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        SettlementsResource.class,
        RefundsResource.class,
        CancellationsResource.class,
        OrdersResource.class,
        CompletionEndpointResource.class,
        EnrolmentsResource.class,
        StoreDocumentResource.class,
        BodyLimit.class,
        ProblemMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
