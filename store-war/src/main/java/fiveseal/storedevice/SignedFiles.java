package fiveseal.storedevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Signed messages as files of one folder. A file appears whole or not at all, and only where there
 * is none: the second of two programs gets the first one's bytes.
 */
final class SignedFiles {
  private static final String SUFFIX = ".jose";

  private final Path folder;

  SignedFiles(Path folder) {
    this.folder = folder;
  }

  /** Keeps a message, durably; gives the one that is kept under this name. */
  String made(String name, String message) {
    Path file = file(name);
    try {
      Files.createDirectories(folder);
      Path half = Files.createTempFile(folder, "half", ".tmp", DurableFiles.ownerOnly(folder));
      try {
        write(half, message);
        Files.createLink(file, half);
        DurableFiles.forceName(file);
        return message;
      } catch (FileAlreadyExistsException e) {
        return Files.readString(file, UTF_8);
      } finally {
        Files.deleteIfExists(half);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  Optional<String> kept(String name) {
    Path file = file(name);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** Those whose names begin so, in no order. */
  List<String> beginning(String prefix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(prefix) && name.endsWith(SUFFIX)) {
          messages.add(read(file));
        }
      }
      return messages;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  void dropped(String name) {
    Path file = file(name);
    try {
      Files.deleteIfExists(file);
      DurableFiles.forceName(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }
}
