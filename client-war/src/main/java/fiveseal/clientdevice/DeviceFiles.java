package fiveseal.clientdevice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files in the device's home folder: whole or not at all. */
final class DeviceFiles {
  private DeviceFiles() {}

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Path half = Files.createTempFile(file.getParent(), "half", ".tmp");
      try {
        Files.writeString(half, text, UTF_8);
        Files.move(half, file, ATOMIC_MOVE, REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(half);
      }
    } catch (IOException e) {
      throw new DeviceException(
          Outcome.FAILED, "Cannot write " + file + "; choose another folder with --home.", e);
    }
  }
}
