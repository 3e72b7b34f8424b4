package fiveseal.testbed.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import fiveseal.protocol.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares an OpenAPI document with the methods that answer and with the registry of codes. */
final class OpenApiComparison {
  private static final int FIRST_ERROR_STATUS = 400;
  private static final String JAX_RS = "jakarta.ws.rs.";
  private static final Set<String> VERBS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Map<String, Map<?, ?>> operations = new TreeMap<>();
  private final Map<?, ?> document;

  OpenApiComparison(Map<?, ?> document) {
    this.document = document;
    for (Map.Entry<?, ?> path : map(document.get("paths")).entrySet()) {
      for (Map.Entry<?, ?> operation : map(path.getValue()).entrySet()) {
        String method = operation.getKey().toString().toUpperCase(Locale.ROOT);
        operations.put(method + " " + path.getKey(), map(operation.getValue()));
      }
    }
  }

  /** What stands only in the document or only in the classes, and what is wrong with the codes. */
  List<String> differences(Set<JavaClass> classes) {
    List<String> differences = new ArrayList<>();
    Set<String> built = built(classes);
    missing(built, operations.keySet()).forEach(o -> differences.add("not documented: " + o));
    missing(operations.keySet(), built).forEach(o -> differences.add("not built: " + o));
    operations.forEach((name, operation) -> compareCodes(name, operation, differences));
    Map<?, ?> schemas = map(map(document.get("components")).get("schemas"));
    Set<String> listed = texts(map(schemas.get("ErrorCode")).get("enum"));
    Set<String> registry = registry().keySet();
    missing(registry, listed).forEach(c -> differences.add("schema ErrorCode lacks " + c));
    missing(listed, registry).forEach(c -> differences.add("the registry lacks " + c));
    return differences;
  }

  private static void compareCodes(String name, Map<?, ?> operation, List<String> differences) {
    Set<String> codes = texts(operation.get("x-error-codes"));
    Set<String> statusesOfCodes = new TreeSet<>();
    for (String code : codes) {
      ErrorCode known = registry().get(code);
      if (known == null) {
        differences.add(name + " names an unknown code: " + code);
      } else {
        statusesOfCodes.add(Integer.toString(known.status()));
      }
    }
    Set<String> statuses =
        map(operation.get("responses")).keySet().stream()
            .map(Object::toString)
            .filter(s -> Integer.parseInt(s) >= FIRST_ERROR_STATUS)
            .collect(Collectors.toSet());
    missing(statuses, statusesOfCodes)
        .forEach(s -> differences.add(name + " has no code for " + s));
    missing(statusesOfCodes, statuses)
        .forEach(s -> differences.add(name + " has no response for " + s));
  }

  private static Set<String> built(Set<JavaClass> classes) {
    Set<String> built = new TreeSet<>();
    for (JavaClass type : classes) {
      path(type.getAnnotations())
          .ifPresent(root -> type.getMethods().forEach(m -> addOperations(root, m, built)));
    }
    return built;
  }

  private static void addOperations(String root, JavaMethod method, Set<String> built) {
    String path = root + path(method.getAnnotations()).orElse("");
    for (JavaAnnotation<?> annotation : method.getAnnotations()) {
      String name = annotation.getRawType().getName();
      if (name.startsWith(JAX_RS) && VERBS.contains(name.substring(JAX_RS.length()))) {
        built.add(name.substring(JAX_RS.length()) + " " + path);
      }
    }
  }

  private static Optional<String> path(Set<? extends JavaAnnotation<?>> annotations) {
    return annotations.stream()
        .filter(annotation -> annotation.getRawType().getName().equals(JAX_RS + "Path"))
        .map(annotation -> "/" + annotation.getExplicitlyDeclaredProperty("value"))
        .findAny();
  }

  private static Map<String, ErrorCode> registry() {
    return Arrays.stream(ErrorCode.values())
        .collect(Collectors.toMap(ErrorCode::code, Function.identity()));
  }

  private static Set<String> missing(Set<String> wanted, Set<String> there) {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(there);
    return missing;
  }

  private static Set<String> texts(Object value) {
    return ((List<?>) value)
        .stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
  }

  static Map<?, ?> map(Object value) {
    return (Map<?, ?>) value;
  }

  static Map<?, ?> read(InputStream json) throws IOException {
    try (json;
        JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      return map(value(parser));
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> members = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, value(parser));
      }
      return members;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Object> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(value(parser));
      }
      return elements;
    }
    return parser.getText();
  }
}
