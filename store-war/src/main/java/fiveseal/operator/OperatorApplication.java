package fiveseal.operator;

import fiveseal.manager.http.BodyLimit;
import fiveseal.manager.http.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The operator API, version 1. */
@ApplicationPath("/operator/api/v1")
public class OperatorApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        StoresResource.class,
        VouchersResource.class,
        TracesResource.class,
        BalancesResource.class,
        CardsResource.class,
        DecisionsResource.class,
        DeliveriesResource.class,
        ReportsResource.class,
        UsersResource.class,
        OperatorDocumentResource.class,
        OperatorGuard.class,
        BearerFilter.class,
        BodyLimit.class,
        ProblemMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
