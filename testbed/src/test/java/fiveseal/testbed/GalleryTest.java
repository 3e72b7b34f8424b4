package fiveseal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pictures of the pages: those that are shown are there, few, small, and no others. */
class GalleryTest {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path DOCS = TOP.resolve("docs");
  private static final Path PICTURES = DOCS.resolve("screens");
  private static final Pattern PICTURE = Pattern.compile("!\\[([^\\]]*)\\]\\(([^)]+\\.png)\\)");
  private static final int MOST = 13;
  private static final long BYTES_MAX = 200_000;

  /** What a text shows, with the words for who does not see it. */
  private static Set<Path> shown(Path text) throws IOException {
    Set<Path> pictures = new TreeSet<>();
    Matcher picture = PICTURE.matcher(Files.readString(text));
    while (picture.find()) {
      assertThat(picture.group(1)).as("the words for %s", picture.group()).isNotBlank();
      pictures.add(text.resolveSibling(picture.group(2)).normalize());
    }
    return pictures;
  }

  @Test
  void everyPicture_isInTheGallery_andTheGalleryShowsNoOther() throws IOException {
    try (Stream<Path> files = Files.list(PICTURES)) {
      assertThat(shown(DOCS.resolve("screens.md")))
          .containsExactlyInAnyOrderElementsOf(files.toList())
          .hasSizeLessThanOrEqualTo(MOST);
    }
  }

  @Test
  void everyPictureThatATextShows_isThere() throws IOException {
    Set<Path> pictures = shown(TOP.resolve("README.md"));
    assertThat(pictures).isNotEmpty();
    try (Stream<Path> texts = Files.walk(DOCS)) {
      for (Path text : texts.filter(file -> file.toString().endsWith(".md")).toList()) {
        pictures.addAll(shown(text));
      }
    }
    assertThat(pictures).allSatisfy(picture -> assertThat(picture).isRegularFile());
  }

  @Test
  void pictures_areSmall() throws IOException {
    try (Stream<Path> files = Files.list(PICTURES)) {
      for (Path picture : files.toList()) {
        assertThat(Files.size(picture)).as("%s", picture).isLessThan(BYTES_MAX);
      }
    }
  }
}
