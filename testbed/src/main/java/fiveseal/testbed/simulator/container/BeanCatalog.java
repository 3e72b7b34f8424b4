package fiveseal.testbed.simulator.container;

import fiveseal.testbed.simulator.database.ClassPathFolder;
import fiveseal.testbed.simulator.database.EntityNames;
import fiveseal.testbed.simulator.sql.NotSimulated;
import jakarta.ejb.Schedule;
import jakarta.ejb.Schedules;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.Entity;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The product's bean and entity classes, found as a container finds them: by their annotations. */
public final class BeanCatalog {
  private final List<Class<?>> beans = new ArrayList<>();
  private final Map<String, Class<?>> entities = new HashMap<>();
  private final Map<String, Method> timers = new TreeMap<>();
  private final Map<Class<?>, List<Class<?>>> byType = new ConcurrentHashMap<>();
  private final ApplicationExceptions applicationExceptions;

  /**
   * @param known any class of the jar or folder to be searched
   */
  public BeanCatalog(Class<?> known) {
    applicationExceptions = new ApplicationExceptions(known);
    for (String name : ClassPathFolder.classesBeside(known)) {
      Class<?> type = load(name, known.getClassLoader());
      if (isSessionBean(type)
          || type.isAnnotationPresent(ApplicationScoped.class)
          || type.isAnnotationPresent(Dependent.class)) {
        beans.add(type);
      }
      if (isSessionBean(type)) {
        findTimers(type);
      } else if (type.isAnnotationPresent(Entity.class)) {
        entities.put(type.getSimpleName(), type);
      }
    }
  }

  private void findTimers(Class<?> type) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Schedule.class)
          || method.isAnnotationPresent(Schedules.class)) {
        timers.put(type.getSimpleName() + "." + method.getName(), method);
      }
    }
  }

  /** Every timer of the product by name. */
  Map<String, Method> timers() {
    return timers;
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new NotSimulated(e);
    }
  }

  static boolean isSessionBean(Class<?> type) {
    return type.isAnnotationPresent(Stateless.class) || type.isAnnotationPresent(Singleton.class);
  }

  public EntityNames entities() {
    return new EntityNames(Map.copyOf(entities));
  }

  ApplicationExceptions applicationExceptions() {
    return applicationExceptions;
  }

  List<Class<?>> beans() {
    return List.copyOf(beans);
  }

  /** Every bean that can be injected as this type. */
  List<Class<?>> assignableTo(Class<?> type) {
    List<Class<?>> known = byType.get(type);
    return known != null
        ? known
        : byType.computeIfAbsent(
            type, wanted -> beans.stream().filter(wanted::isAssignableFrom).toList());
  }
}
