package fiveseal.testbed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Makes archives that break a rule, to see that the rule is checked. */
final class Archives {

  private Archives() {}

  /** A small archive. */
  static byte[] bytes(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      write(zip, entries);
    }
    return bytes.toByteArray();
  }

  /** A copy of an archive with entries added or replaced. */
  static Path changed(Path original, Path copy, Map<String, byte[]> entries) throws IOException {
    try (InputStream file = Files.newInputStream(original);
        ZipInputStream in = new ZipInputStream(file);
        OutputStream out = Files.newOutputStream(copy);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entries.containsKey(entry.getName())) {
          zip.putNextEntry(new ZipEntry(entry.getName()));
          in.transferTo(zip);
        }
      }
      write(zip, entries);
    }
    return copy;
  }

  private static void write(ZipOutputStream zip, Map<String, byte[]> entries) throws IOException {
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      zip.putNextEntry(new ZipEntry(entry.getKey()));
      zip.write(entry.getValue());
    }
  }
}
