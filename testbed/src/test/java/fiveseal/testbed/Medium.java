package fiveseal.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder away from the build, onto which built files are copied as onto a medium. */
final class Medium {

  private Medium() {}

  /** The copy that is deployed. */
  static Path ear() {
    return copyOf(TestFolder.built().ear());
  }

  static Path copyOf(Path built) {
    try {
      Path medium = Files.createDirectories(TestFolder.folder().root().resolve("medium"));
      return Files.copy(
          built, medium.resolve(built.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
