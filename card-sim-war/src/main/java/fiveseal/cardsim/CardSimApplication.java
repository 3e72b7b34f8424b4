package fiveseal.cardsim;

import fiveseal.manager.http.BodyLimit;
import fiveseal.manager.http.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The card reader API for simulated cards, version 1. */
@ApplicationPath("/api/v1")
public class CardSimApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        ReadersResource.class,
        CardsResource.class,
        CardSimDocumentResource.class,
        BodyLimit.class,
        ProblemMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
