package fiveseal.storedevice;

import static java.nio.charset.StandardCharsets.UTF_8;

import fiveseal.protocol.RefundRequest;
import fiveseal.protocol.jws.Signed;
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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reversals as files, one for a message, named by kind and id. A file appears whole or not at
 * all, and only where there is none: the second of two programs gets the first one's bytes.
 */
final class ReversalFolder implements ReversalJournal {
  private static final String SUFFIX = ".jose";

  private final Path folder;

  ReversalFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public String made(Kind kind, String id, String message) {
    Path file = file(kind, id);
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

  @Override
  public Optional<String> kept(Kind kind, String id) {
    Path file = file(kind, id);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  @Override
  public List<String> refundsOf(String settlementId) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(prefix(Kind.REFUND)) && name.endsWith(SUFFIX)) {
          messages.add(read(file));
        }
      }
      return messages.stream().filter(message -> isOf(settlementId, message)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }

  private static boolean isOf(String settlementId, String refund) {
    return Signed.parse(refund, RefundRequest.class).message().settlementId().equals(settlementId);
  }

  @Override
  public void dropped(Kind kind, String id) {
    Path file = file(kind, id);
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

  private Path file(Kind kind, String id) {
    return folder.resolve(prefix(kind) + id + SUFFIX);
  }

  private static String prefix(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT) + "-";
  }
}
