package fiveseal.testbed;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses at which the three web modules answer, as their built classes and descriptors have
 * them: a new one cannot be forgotten.
 */
final class Endpoints {
  /** The modules by the paths under which they are deployed. */
  private static final Map<String, String> MODULES =
      Map.of("store-war", "/store", "client-war", "/client", "card-sim-war", "/card-sim");

  private static final String JAX_RS = "jakarta.ws.rs.";
  private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final String SERVLET = "jakarta.servlet.annotation.WebServlet";
  private static final Pattern MAPPING =
      Pattern.compile("<servlet-mapping>.*?<url-pattern>([^<]*)</url-pattern>", Pattern.DOTALL);

  private final Map<String, Method> methods = new TreeMap<>();
  private final Map<String, Set<String>> servlets = new TreeMap<>();
  private final Set<String> unreachable = new TreeSet<>();

  private Endpoints() {}

  /**
   * A method of a resource.
   *
   * @param path with its context root; what stands in braces is a parameter
   * @param consumes the types of bodies that it takes; empty if it takes none
   * @param produces the types of its answers; empty if it answers none
   */
  record Method(String verb, String path, Set<String> consumes, Set<String> produces) {

    String name() {
      return verb + " " + path;
    }

    /** The same with all that another method of the same name takes and answers. */
    Method and(Method other) {
      Set<String> taken = new TreeSet<>(consumes);
      taken.addAll(other.consumes);
      Set<String> answered = new TreeSet<>(produces);
      answered.addAll(other.produces);
      return new Method(verb, path, taken, answered);
    }
  }

  static Endpoints built() {
    Endpoints endpoints = new Endpoints();
    MODULES.forEach(endpoints::add);
    return endpoints;
  }

  /** For programs, by verb and path. */
  Map<String, Method> methods() {
    return methods;
  }

  /** By their addresses, with what they answer: GET, POST. */
  Map<String, Set<String>> servlets() {
    return servlets;
  }

  /** Resources that no application knows. */
  Set<String> unreachable() {
    return unreachable;
  }

  private void add(String module, String root) {
    Path folder = TestFolder.built().top().resolve(module);
    JavaClasses classes = new ClassFileImporter().importPath(folder.resolve("target/classes"));
    Set<String> registered = new TreeSet<>();
    for (JavaClass type : classes) {
      value(type, JAX_RS + "ApplicationPath")
          .ifPresent(path -> addApplication(root + path.get(0), type, registered));
      value(type, SERVLET).ifPresent(paths -> addServlet(root, type, paths));
    }
    for (JavaClass type : classes) {
      if (type.isAnnotatedWith(JAX_RS + "Path") && !registered.contains(type.getName())) {
        unreachable.add(type.getName());
      }
    }
    addMappings(root, folder.resolve("src/main/webapp/WEB-INF/web.xml"));
  }

  private void addApplication(String root, JavaClass application, Set<String> registered) {
    for (ReferencedClassObject known :
        application.getMethod("getClasses").getReferencedClassObjects()) {
      JavaClass type = known.getRawType();
      value(type, JAX_RS + "Path")
          .ifPresent(
              path -> {
                registered.add(type.getName());
                type.getMethods().forEach(m -> addMethod(root + "/" + path.get(0), m));
              });
    }
  }

  private void addMethod(String resource, JavaMethod method) {
    String path =
        resource + value(method, JAX_RS + "Path").map(rest -> "/" + rest.get(0)).orElse("");
    for (JavaAnnotation<?> annotation : method.getAnnotations()) {
      String name = annotation.getRawType().getName();
      if (name.startsWith(JAX_RS) && VERBS.contains(name.substring(JAX_RS.length()))) {
        Method found =
            new Method(
                name.substring(JAX_RS.length()),
                path,
                types(method, "Consumes"),
                types(method, "Produces"));
        methods.merge(found.name(), found, Method::and);
      }
    }
  }

  private static Set<String> types(JavaMethod method, String annotation) {
    return new TreeSet<>(value(method, JAX_RS + annotation).orElse(List.of()));
  }

  private void addServlet(String root, JavaClass servlet, List<String> paths) {
    Set<String> verbs = new TreeSet<>();
    for (String verb : List.of("Get", "Post")) {
      if (servlet.getMethods().stream().anyMatch(method -> method.getName().equals("do" + verb))) {
        verbs.add(verb.toUpperCase(java.util.Locale.ROOT));
      }
    }
    paths.forEach(path -> servlets.put(root + path, verbs));
  }

  private void addMappings(String root, Path descriptor) {
    try {
      Matcher mapping = MAPPING.matcher(Files.readString(descriptor));
      while (mapping.find()) {
        servlets.put(root + " " + mapping.group(1), Set.of());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The annotation's value, always as a list. */
  private static Optional<List<String>> value(CanBeAnnotated annotated, String annotation) {
    if (!annotated.isAnnotatedWith(annotation)) {
      return Optional.empty();
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    if (annotated instanceof JavaClass type) {
      properties.putAll(type.getAnnotationOfType(annotation).getProperties());
    } else if (annotated instanceof JavaMethod method) {
      properties.putAll(method.getAnnotationOfType(annotation).getProperties());
    }
    List<String> values = new ArrayList<>();
    for (String name : List.of("value", "urlPatterns")) {
      Object value = properties.get(name);
      if (value instanceof Object[] several) {
        Arrays.stream(several).map(String::valueOf).forEach(values::add);
      } else if (value != null) {
        values.add(value.toString());
      }
    }
    return Optional.of(values);
  }
}
