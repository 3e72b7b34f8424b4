package fiveseal.testbed.simulator.container;

import fiveseal.testbed.simulator.sql.NotSimulated;
import jakarta.ejb.EJB;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * One process of the manager: the product's own beans, made and wired as their annotations say.
 * What lies outside the manager is injected as a port. A crash drops the container; the next one
 * finds what was committed.
 */
public final class Container {
  private static final Map<Class<?>, Constructor<?>> CONSTRUCTORS = new ConcurrentHashMap<>();
  private static final Map<Class<?>, List<Field>> INJECTED = new ConcurrentHashMap<>();
  private static final Map<Class<?>, List<Field>> PORTS_INSIDE = new ConcurrentHashMap<>();

  /**
   * What lies outside.
   *
   * @param byType injected wherever this very type is wanted
   * @param standIns bean classes by the product's class that they stand in for
   * @param random replaces every secure generator that a bean made for itself
   * @param inside replaces what a bean made for itself, by the field's type
   */
  public record Ports(
      Map<Class<?>, Object> byType,
      Map<Class<?>, Class<?>> standIns,
      SecureRandom random,
      Map<Class<?>, Object> inside) {}

  private final BeanCatalog catalog;
  private final Ports ports;
  private final Transactions transactions;
  private final Consumer<Runnable> later;
  private final Map<Class<?>, Object> beans = new HashMap<>();
  private final Map<Class<?>, Object> callable = new HashMap<>();

  public Container(
      BeanCatalog catalog, Ports ports, Transactions transactions, Consumer<Runnable> later) {
    this.catalog = catalog;
    this.ports = ports;
    this.transactions = transactions;
    this.later = later;
  }

  /** Whether the product has a bean of this type. */
  public boolean has(Class<?> type) {
    return catalog.assignableTo(type).size() == 1;
  }

  /** The one bean of this type, as its callers hold it. */
  public <T> T get(Class<T> type) {
    return type.cast(resolve(type));
  }

  /** Every timer of the product by name. */
  public Map<String, Runnable> timers() {
    Map<String, Runnable> timers = new TreeMap<>();
    catalog
        .timers()
        .forEach(
            (name, method) ->
                timers.put(
                    name, () -> SessionBeanCall.of(resolve(method.getDeclaringClass()), method)));
    return timers;
  }

  private Object resolve(Class<?> type) {
    Object port = ports.byType().get(type);
    if (port != null) {
      return port;
    }
    List<Class<?>> candidates = catalog.assignableTo(type);
    if (candidates.size() != 1) {
      throw new NotSimulated(
          "for " + type + " there are " + candidates.size() + " beans: give the simulator a port");
    }
    return callable(candidates.get(0));
  }

  private Object callable(Class<?> beanType) {
    Object known = callable.get(beanType);
    if (known != null) {
      return known;
    }
    Object bean = make(ports.standIns().getOrDefault(beanType, beanType));
    Object held =
        BeanCatalog.isSessionBean(beanType) ? SessionBeanProxy.of(bean, transactions, later) : bean;
    beans.put(beanType, bean);
    callable.put(beanType, held);
    inject(bean);
    return held;
  }

  private Object make(Class<?> type) {
    try {
      return CONSTRUCTORS.computeIfAbsent(type, Container::constructor).newInstance();
    } catch (ReflectiveOperationException e) {
      throw new NotSimulated(type + " cannot be made: " + e.getCause());
    }
  }

  private static Constructor<?> constructor(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new NotSimulated(e);
    }
  }

  private void inject(Object bean) {
    try {
      for (Field field : INJECTED.computeIfAbsent(bean.getClass(), Container::injected)) {
        field.set(bean, wanted(field));
      }
      for (Field field : PORTS_INSIDE.computeIfAbsent(bean.getClass(), this::portsInside)) {
        field.set(bean, inside(field.getType()));
      }
    } catch (IllegalAccessException e) {
      throw new NotSimulated(e);
    }
  }

  private Object wanted(Field field) {
    if (field.getType() == Instance.class) {
      Class<?> argument =
          (Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
      List<Object> all = new ArrayList<>();
      catalog.assignableTo(argument).forEach(type -> all.add(callable(type)));
      return new Candidates<>(all);
    }
    return resolve(field.getType());
  }

  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
      fields.addAll(Arrays.asList(level.getDeclaredFields()));
    }
    return fields;
  }

  private static List<Field> injected(Class<?> type) {
    return fields(type).stream()
        .filter(
            field ->
                field.isAnnotationPresent(Inject.class)
                    || field.isAnnotationPresent(EJB.class)
                    || field.isAnnotationPresent(PersistenceContext.class)
                    || field.isAnnotationPresent(jakarta.annotation.Resource.class))
        .peek(field -> field.setAccessible(true))
        .toList();
  }

  private List<Field> portsInside(Class<?> type) {
    return fields(type).stream()
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .filter(field -> inside(field.getType()) != null)
        .peek(field -> field.setAccessible(true))
        .toList();
  }

  private Object inside(Class<?> type) {
    return type == SecureRandom.class ? ports.random() : ports.inside().get(type);
  }

  /** Makes every bean that timers or these types need, as a server does when it starts. */
  public void start(List<Class<?>> types) {
    types.stream().filter(this::has).forEach(this::resolve);
  }
}
