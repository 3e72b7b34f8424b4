package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.NotSimulated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files of the class path, whether they are in a folder or in a jar. */
public final class ClassPathFolder {
  private ClassPathFolder() {}

  /**
   * The texts of all files beside one that is known, by name.
   *
   * @param resource path of the known one
   */
  public static Map<String, String> texts(ClassLoader loader, String resource) {
    Map<String, String> texts = new TreeMap<>();
    try {
      URL url = loader.getResource(resource);
      for (Path file : files(url.toURI(), 1)) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new NotSimulated(e);
    }
  }

  /** The names of all classes in the folder or jar that this class came from. */
  public static List<String> classesBeside(Class<?> known) {
    String resource = known.getName().replace('.', '/') + ".class";
    try {
      URI uri = known.getClassLoader().getResource(resource).toURI();
      int up = resource.split("/", -1).length;
      Path root = path(uri);
      for (int i = 0; i < up; i++) {
        root = root.getParent();
      }
      Path top = root;
      try (Stream<Path> all = Files.walk(top)) {
        return all.map(file -> top.relativize(file).toString())
            .filter(name -> name.endsWith(".class"))
            .map(name -> name.substring(0, name.length() - ".class".length()))
            .map(name -> name.replace('/', '.'))
            .sorted()
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new NotSimulated(e);
    }
  }

  private static List<Path> files(URI known, int depth) throws IOException {
    try (Stream<Path> all = Files.walk(path(known).getParent(), depth)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path path(URI uri) throws IOException {
    if (uri.getScheme().equals("jar")) {
      try {
        FileSystem open = FileSystems.getFileSystem(uri);
        return open.provider().getPath(uri);
      } catch (FileSystemNotFoundException e) {
        FileSystem opened = FileSystems.newFileSystem(uri, Map.of());
        return opened.provider().getPath(uri);
      }
    }
    return Path.of(uri);
  }
}
