package fiveseal.testbed;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A small disk of its own under PostgreSQL's data, in memory, so that it can be full without
 * anybody else's being full. Mounting needs root.
 */
final class SmallDisk implements AutoCloseable {

  /** Beside the data; the write-ahead log alone takes up to 80 MB. */
  private static final long SPARE_BYTES = 160L << 20;

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final RunFolder folder;
  private final DatabaseServer database;
  private final Path data;
  private final Path aside;

  private SmallDisk(RunFolder folder, DatabaseServer database) {
    this.folder = folder;
    this.database = database;
    this.data = folder.database();
    this.aside = folder.root().resolve("database-aside");
  }

  /** Whether a disk can be mounted here. */
  static boolean isPossible(RunFolder folder) {
    try {
      Path place = Files.createDirectories(folder.root().resolve("mount-trial"));
      boolean mounted =
          Program.run(
                  List.of("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place.toString()),
                  folder.root(),
                  Map.of(),
                  folder.log("mount"),
                  LIMIT)
              .well();
      if (mounted) {
        Program.run(
            List.of("umount", place.toString()),
            folder.root(),
            Map.of(),
            folder.log("mount"),
            LIMIT);
      }
      Files.delete(place);
      return mounted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves the data onto a small disk; the server stands still meanwhile. */
  static SmallDisk under(RunFolder folder, DatabaseServer database) {
    SmallDisk disk = new SmallDisk(folder, database);
    database.stop();
    disk.moveIn();
    database.restart();
    return disk;
  }

  private void moveIn() {
    long bytes = size(data) + SPARE_BYTES;
    program("mv", data.toString(), aside.toString());
    program("mkdir", "-m", "700", data.toString());
    program("mount", "-t", "tmpfs", "-o", "mode=700,size=" + bytes, "tmpfs", data.toString());
    program("cp", "-a", aside + "/.", data.toString());
  }

  private long size(Path of) {
    String output = program("du", "-sb", of.toString());
    return Long.parseLong(output.split("\\s")[0]);
  }

  private String program(String... command) {
    Program.Result result =
        Program.run(List.of(command), folder.root(), Map.of(), folder.log("small-disk"), LIMIT);
    if (!result.well()) {
      throw new Trouble(String.join(" ", command) + " failed: " + result.output().strip() + ".");
    }
    return result.output();
  }

  private Path filler() {
    return data.resolve("filler");
  }

  /** From now on there is no room left. */
  void fill() {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // That is what was wanted.
      return;
    }
  }

  /** There is room again. */
  void free() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves the data back to the large disk. */
  @Override
  public void close() {
    free();
    database.stop();
    program("cp", "-a", "--remove-destination", data + "/.", aside.toString());
    program("umount", data.toString());
    program("rmdir", data.toString());
    program("mv", aside.toString(), data.toString());
    database.restart();
  }

  /** Takes down a small disk that a killed run left mounted. */
  static void takeDownLeftover(RunFolder folder) {
    Program.run(
        List.of("sh", "-c", "mountpoint -q \"$0\" && umount \"$0\"", folder.database().toString()),
        folder.root(),
        Map.of(),
        folder.log("small-disk"),
        LIMIT);
  }
}
