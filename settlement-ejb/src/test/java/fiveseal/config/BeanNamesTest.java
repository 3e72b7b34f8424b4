package fiveseal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A session bean is deployed under its simple name: two of one name do not deploy. */
class BeanNamesTest {
  private static final Pattern SESSION_BEAN =
      Pattern.compile("^@(Stateless|Stateful|Singleton)\\b", Pattern.MULTILINE);

  private static boolean isSessionBean(Path source) {
    try {
      return SESSION_BEAN.matcher(Files.readString(source)).find();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void sessionBeans_whenListed_haveNamesOfTheirOwn() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      List<String> names =
          sources
              .filter(source -> source.toString().endsWith(".java"))
              .filter(BeanNamesTest::isSessionBean)
              .map(source -> source.getFileName().toString())
              .toList();
      assertThat(names).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    }
  }
}
