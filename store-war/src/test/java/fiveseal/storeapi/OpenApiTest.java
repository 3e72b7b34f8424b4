package fiveseal.storeapi;

import static org.assertj.core.api.Assertions.assertThat;

import fiveseal.operator.OperatorApplication;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The documents say what the APIs do, and the test that says so notices a lie. */
class OpenApiTest {
  private static final Application STORE = new StoreApplication();

  @Test
  void document_ofTheStoreApi_isTheApi() throws IOException {
    assertThat(new OpenApiComparison(document(STORE)).differences(STORE.getClasses())).isEmpty();
  }

  @Test
  void document_ofTheOperatorApi_isTheApi() throws IOException {
    Application operator = new OperatorApplication();

    assertThat(new OpenApiComparison(document(operator)).differences(operator.getClasses()))
        .isEmpty();
  }

  @Test
  void comparison_whenAMethodIsNotDocumented_tellsIt() throws IOException {
    Set<Class<?>> classes = new HashSet<>(STORE.getClasses());
    classes.add(PlantedResource.class);

    assertThat(new OpenApiComparison(document(STORE)).differences(classes))
        .containsExactly("not documented: DELETE /planted/{id}");
  }

  @Test
  void comparison_whenADocumentedMethodIsGone_tellsIt() throws IOException {
    Set<Class<?>> classes = new HashSet<>(STORE.getClasses());
    classes.remove(EnrolmentsResource.class);

    assertThat(new OpenApiComparison(document(STORE)).differences(classes))
        .containsExactly("not built: POST /enrolments");
  }

  @Test
  void comparison_whenCodesAreWrong_tellsIt() {
    Map<String, Object> operation = new HashMap<>();
    operation.put("x-error-codes", List.of("no-such-code", "not-found"));
    operation.put("responses", Map.of("200", Map.of(), "409", Map.of()));
    Map<String, Object> document = new HashMap<>();
    document.put("paths", Map.of("/planted/{id}", Map.of("delete", operation)));
    document.put(
        "components",
        Map.of("schemas", Map.of("ErrorCode", Map.of("enum", List.of("no-such-code")))));

    assertThat(new OpenApiComparison(document).differences(Set.of(PlantedResource.class)))
        .contains(
            "DELETE /planted/{id} names an unknown code: no-such-code",
            "DELETE /planted/{id} has no code for 409",
            "DELETE /planted/{id} has no response for 404",
            "the registry lacks no-such-code",
            "schema ErrorCode lacks unavailable");
  }

  private static Map<?, ?> document(Application application) throws IOException {
    return OpenApiComparison.read(application.getClass().getResourceAsStream("openapi.json"));
  }

  @Path("planted")
  private static final class PlantedResource {
    @DELETE
    @Path("{id}")
    @SuppressWarnings("unused") // found by reflection
    void remove() {}
  }
}
