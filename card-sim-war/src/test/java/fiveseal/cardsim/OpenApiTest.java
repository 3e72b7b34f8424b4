package fiveseal.cardsim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The document says what the API does, and the test that says so notices a lie. */
class OpenApiTest {
  private static final Set<Class<?>> CLASSES = new CardSimApplication().getClasses();

  @Test
  void document_isTheApi() throws IOException {
    assertThat(new OpenApiComparison(document()).differences(CLASSES)).isEmpty();
  }

  @Test
  void comparison_whenADocumentedMethodIsGone_tellsIt() throws IOException {
    Set<Class<?>> classes = new HashSet<>(CLASSES);
    classes.remove(CardsResource.class);
    assertThat(new OpenApiComparison(document()).differences(classes))
        .containsExactly("not built: POST /cards");
  }

  private static Map<?, ?> document() throws IOException {
    return OpenApiComparison.read(CardSimApplication.class.getResourceAsStream("openapi.json"));
  }
}
