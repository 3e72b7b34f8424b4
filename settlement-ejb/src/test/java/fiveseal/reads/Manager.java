package fiveseal.reads;

import fiveseal.config.Configuration;
import fiveseal.config.VaultSettings;
import fiveseal.database.EmbeddedDatabase;
import fiveseal.keys.KeyVault;
import fiveseal.keys.VaultRoom;
import fiveseal.protocol.UuidV7;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.health.HealthCheck;

/**
 * All beans of the manager and the mall over a real database, found and wired as their annotations
 * say, with a clock that stands still. What they read may be looked at.
 */
final class Manager implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static final Instant OPENED = Instant.parse("2026-02-01T12:00:00Z");
  private static final Duration LENGTH = Duration.ofDays(28);
  private static final List<Class<? extends Annotation>> WIRED =
      List.of(Inject.class, EJB.class, PersistenceContext.class, Resource.class);
  private static final Map<String, String> ROLES =
      Map.of(
          "java:app/jdbc/fiveseal",
          "fiveseal_app",
          "java:app/jdbc/mall",
          "fiveseal_mall",
          "java:app/jdbc/access",
          "fiveseal_access");

  private final Statements statements = new Statements();
  private final EmbeddedDatabase database;
  private final EntityManagerFactory factory;
  private final Map<Class<?>, Object> made = new HashMap<>();
  private final int settlements;
  private EntityManager current;

  /**
   * @param settlements how long the history is
   * @param directory for the vault
   */
  Manager(int settlements, Path directory) throws IOException, SQLException {
    this.settlements = settlements;
    ConfigProviderResolver.setInstance(new NothingConfigured());
    database = EmbeddedDatabase.start();
    fill();
    factory =
        database.entities(
            statements.of(database.dataSource("fiveseal_app")),
            classes(List.of(Entity.class, Embeddable.class)).toArray(Class<?>[]::new));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    URI anywhere = URI.create("https://pay.example");
    Configuration configuration =
        new Configuration("manager", anywhere, anywhere, false, Optional.empty());
    VaultSettings vault = VaultSettings.file(directory.resolve("vault"), "correct horse battery");
    made.put(Clock.class, clock);
    made.put(Configuration.class, configuration);
    made.put(
        KeyVault.class, VaultRoom.of(() -> vault, "manager", true, kid -> false, clock).vault());
    made.put(UuidV7.class, new UuidV7(clock, new SecureRandom()));
    made.put(EntityManager.class, proxy(EntityManager.class, () -> current));
  }

  /** The id of one of the middle of the history, counted from a full thousand. */
  String id(int number) {
    return id(number, 0);
  }

  /** The same of what was made with it; {@code millions} as in the script. */
  String id(int number, int millions) {
    int i = settlements / 2 + number;
    long millis = OPENED.toEpochMilli() + LENGTH.toMillis() * i / settlements;
    String digits = String.format(Locale.ROOT, "%012x", millis);
    return String.format(
        Locale.ROOT,
        "%s-%s-7000-8000-%012x",
        digits.substring(0, 8),
        digits.substring(8),
        millions * 1_000_000L + i);
  }

  /** The number in the history of one of its middle. */
  int number(int number) {
    return settlements / 2 + number;
  }

  private void fill() throws IOException, SQLException {
    String script =
        new String(
            Manager.class.getResourceAsStream("history.sql").readAllBytes(),
            StandardCharsets.UTF_8);
    try (Connection connection = database.dataSource("postgres").getConnection();
        Statement statement = connection.createStatement()) {
      for (String part : script.split("(?m)^;;$")) {
        statement.execute(part.replace(":settlements", Integer.toString(settlements)));
      }
    }
  }

  /** All classes of the product that bear one of the annotations. */
  private static Stream<Class<?>> classes(List<Class<? extends Annotation>> annotations) {
    try {
      Path root =
          Path.of(Configuration.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .map(file -> root.relativize(file).toString())
            .filter(name -> name.endsWith(".class"))
            .<Class<?>>map(name -> load(name.substring(0, name.length() - 6).replace('/', '.')))
            .filter(type -> annotations.stream().anyMatch(type::isAnnotationPresent))
            .toList()
            .stream();
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Manager.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a WAR calls. */
  static Stream<Class<?>> interfaces() {
    return classes(List.of(Local.class));
  }

  Statements statements() {
    return statements;
  }

  /** Calls a bean as a container does: in a transaction. */
  <B, T> T ask(Class<B> type, Function<B, T> question) {
    current = factory.createEntityManager();
    try {
      current.getTransaction().begin();
      T answer = question.apply(type.cast(bean(type)));
      current.getTransaction().commit();
      return answer;
    } finally {
      if (current.getTransaction().isActive()) {
        current.getTransaction().rollback();
      }
      current.close();
    }
  }

  private Object bean(Class<?> wanted) {
    Object known = made.get(wanted);
    if (known != null) {
      return known;
    }
    List<Class<?>> candidates = classes(wanted).toList();
    Object bean = candidates.size() == 1 ? wired(candidates.get(0)) : absent(wanted);
    made.put(wanted, bean);
    return bean;
  }

  private static Stream<Class<?>> classes(Class<?> wanted) {
    return Beans.ALL.stream().filter(wanted::isAssignableFrom);
  }

  /** Found once. */
  private static final class Beans {
    private static final List<Class<?>> ALL =
        classes(List.of(Stateless.class, Singleton.class, ApplicationScoped.class, Dependent.class))
            .toList();
  }

  /** What only a container has; nobody asks for it while reading. */
  private static Object absent(Class<?> type) {
    if (!type.isInterface()) {
      throw new IllegalStateException("there is no bean " + type);
    }
    return proxy(
        type,
        () -> {
          throw new UnsupportedOperationException("there is no " + type);
        });
  }

  private Object wired(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Object bean = constructor.newInstance();
      made.put(type, bean);
      for (Field field : type.getDeclaredFields()) {
        if (WIRED.stream().anyMatch(field::isAnnotationPresent)) {
          field.setAccessible(true);
          field.set(bean, wanted(field));
        }
      }
      return bean;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private Object wanted(Field field) {
    String role =
        field.isAnnotationPresent(Resource.class)
            ? ROLES.get(field.getAnnotation(Resource.class).lookup())
            : null;
    if (role != null) {
      return statements.of(database.dataSource(role));
    }
    return field.getType() == Instance.class
        ? every((ParameterizedType) field.getGenericType())
        : bean(field.getType());
  }

  private Object every(ParameterizedType instance) {
    Class<?> wanted = (Class<?>) instance.getActualTypeArguments()[0];
    // Checks of readiness need the server whose they are.
    List<Object> all =
        wanted == HealthCheck.class ? List.of() : classes(wanted).map(this::bean).toList();
    return Proxy.newProxyInstance(
        Manager.class.getClassLoader(),
        new Class<?>[] {Instance.class},
        (proxy, method, arguments) ->
            method.getName().equals("stream") ? all.stream() : all.iterator());
  }

  private static <T> T proxy(Class<T> type, Supplier<T> behind) {
    return type.cast(
        Proxy.newProxyInstance(
            Manager.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(behind.get(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  /** Beans that ask for properties find none. */
  private static final class NothingConfigured extends ConfigProviderResolver {
    private final Config config =
        (Config)
            Proxy.newProxyInstance(
                Manager.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, arguments) -> Optional.empty());

    @Override
    public Config getConfig() {
      return config;
    }

    @Override
    public Config getConfig(ClassLoader loader) {
      return config;
    }

    @Override
    public ConfigBuilder getBuilder() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void registerConfig(Config other, ClassLoader loader) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void releaseConfig(Config other) {
      throw new UnsupportedOperationException();
    }
  }

  @Override
  public void close() throws IOException {
    factory.close();
    database.close();
  }
}
