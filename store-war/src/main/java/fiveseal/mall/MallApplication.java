package fiveseal.mall;

import fiveseal.manager.http.BodyType;
import fiveseal.manager.http.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/**
 * What the mall itself offers: its own records for its lower stores' devices, and the door for
 * completions.
 */
@ApplicationPath("/mall/v1")
public class MallApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        BundlesResource.class,
        CompletionsResource.class,
        MallDocumentResource.class,
        ShownStoresResource.class,
        ShopGoodsResource.class,
        BodyType.class,
        ProblemMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
