package fiveseal.testbed.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documents say what the APIs do, and the test that says so notices a lie. */
class OpenApiTest {

  private enum Api {
    STORE("store-war", "fiveseal.storeapi", "StoreApplication"),
    MALL("store-war", "fiveseal.mall", "MallApplication"),
    OPERATOR("store-war", "fiveseal.operator", "OperatorApplication"),
    CLIENT("client-war", "fiveseal.clientapi", "ClientApplication"),
    CARD_SIM("card-sim-war", "fiveseal.cardsim", "CardSimApplication");

    private final Path folder;
    private final String application;

    Api(String module, String packageName, String application) {
      this.folder = Path.of("..", module, "target", "classes", packageName.replace('.', '/'));
      this.application = packageName + "." + application;
    }

    OpenApiComparison comparison() throws IOException {
      return new OpenApiComparison(
          OpenApiComparison.read(Files.newInputStream(folder.resolve("openapi.json"))));
    }

    /** What the application registers, as its bytecode names it. */
    Set<JavaClass> classes() {
      JavaClasses built = new ClassFileImporter().importPath(folder);
      return built.get(application).getMethod("getClasses").getReferencedClassObjects().stream()
          .map(ReferencedClassObject::getRawType)
          .collect(Collectors.toCollection(HashSet::new));
    }

    Set<JavaClass> classesWithout(String resource) {
      Set<JavaClass> classes = classes();
      assertThat(classes.removeIf(type -> type.getSimpleName().equals(resource))).isTrue();
      return classes;
    }
  }

  @ParameterizedTest
  @EnumSource
  void document_isTheApi(Api api) throws IOException {
    assertThat(api.comparison().differences(api.classes())).isEmpty();
  }

  @Test
  void comparison_whenAMethodIsNotDocumented_tellsIt() throws IOException {
    Set<JavaClass> classes = Api.STORE.classes();
    classes.add(planted());

    assertThat(Api.STORE.comparison().differences(classes))
        .containsExactly("not documented: DELETE /planted/{id}");
  }

  @Test
  void comparison_whenADocumentedMethodIsGone_tellsIt() throws IOException {
    assertThat(Api.STORE.comparison().differences(Api.STORE.classesWithout("EnrolmentsResource")))
        .containsExactly("not built: POST /enrolments", "not built: POST /enrolments/renewals");
    assertThat(Api.CLIENT.comparison().differences(Api.CLIENT.classesWithout("KeysResource")))
        .containsExactly("not built: GET /keys", "not built: GET /keys/successions");
    assertThat(Api.CARD_SIM.comparison().differences(Api.CARD_SIM.classesWithout("CardsResource")))
        .containsExactly("not built: POST /cards");
    assertThat(Api.MALL.comparison().differences(Api.MALL.classesWithout("BundlesResource")))
        .containsExactly("not built: POST /bundles");
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

    assertThat(new OpenApiComparison(document).differences(Set.of(planted())))
        .contains(
            "DELETE /planted/{id} names an unknown code: no-such-code",
            "DELETE /planted/{id} has no code for 409",
            "DELETE /planted/{id} has no response for 404",
            "the registry lacks no-such-code",
            "schema ErrorCode lacks unavailable");
  }

  private static JavaClass planted() {
    Path classes =
        Violations.compile(
            "not_documented",
            List.of(
                "jakarta.ws.rs.Path", "public @interface Path { String value(); }",
                "jakarta.ws.rs.DELETE", "public @interface DELETE {}",
                "fiveseal.storeapi.PlantedResource",
                    "@jakarta.ws.rs.Path(\"planted\") class PlantedResource { @jakarta.ws.rs.DELETE"
                        + " @jakarta.ws.rs.Path(\"{id}\") void remove() {} }"));
    return new ClassFileImporter().importPath(classes).get("fiveseal.storeapi.PlantedResource");
  }
}
