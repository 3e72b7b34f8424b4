package fiveseal.storedevice;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** What a device's files have in common: nobody else reads them, and a power cut loses none. */
final class DurableFiles {
  private DurableFiles() {}

  /** Mode 600 for a new file, where the file system knows modes. */
  static FileAttribute<?>[] ownerOnly(Path file) {
    if (!isPosix(file)) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  /** Without this the name of a new file could be lost, whatever was forced inside it. */
  static void forceName(Path file) throws IOException {
    if (isPosix(file)) {
      Path folder = file.toAbsolutePath().getParent();
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
