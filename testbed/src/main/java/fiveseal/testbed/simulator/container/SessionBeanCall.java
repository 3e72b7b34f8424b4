package fiveseal.testbed.simulator.container;

import fiveseal.testbed.simulator.sql.NotSimulated;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Calls a method without arguments, as a timer does. */
final class SessionBeanCall {
  private SessionBeanCall() {}

  static void of(Object bean, Method method) {
    try {
      method.setAccessible(true);
      method.invoke(bean);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    } catch (IllegalAccessException e) {
      throw new NotSimulated(e);
    }
  }
}
