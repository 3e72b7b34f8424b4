package fiveseal.testbed.simulator.container;

import fiveseal.testbed.simulator.sql.NotSimulated;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes objects without running their constructors, as a deserializer does. */
public final class Blank {
  private static final Map<Class<?>, Constructor<?>> CONSTRUCTORS = new ConcurrentHashMap<>();

  private Blank() {}

  /** An object whose fields are all empty. */
  public static Object of(Class<?> type) {
    try {
      return CONSTRUCTORS.computeIfAbsent(type, Blank::constructor).newInstance();
    } catch (ReflectiveOperationException e) {
      throw new NotSimulated(e);
    }
  }

  private static Constructor<?> constructor(Class<?> type) {
    try {
      Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
      Method make =
          factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class);
      Object instance = factory.getMethod("getReflectionFactory").invoke(null);
      return (Constructor<?>) make.invoke(instance, type, Object.class.getDeclaredConstructor());
    } catch (ReflectiveOperationException e) {
      throw new NotSimulated(e);
    }
  }
}
