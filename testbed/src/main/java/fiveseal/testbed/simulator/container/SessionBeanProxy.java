package fiveseal.testbed.simulator.container;

import fiveseal.testbed.simulator.sql.NotSimulated;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * What a caller of a session bean holds: public methods go through the container, which keeps the
 * transactions, and then to the bean itself, whose calls to itself do not come by here.
 */
final class SessionBeanProxy implements InvocationHandler {
  private static final String HANDLER = "containerHandler";
  private static final Map<Class<?>, Class<?>> TYPES = new ConcurrentHashMap<>();
  private static final Map<Method, Demarcation> DEMARCATIONS = new ConcurrentHashMap<>();

  /** What the annotations say of a method. */
  private record Demarcation(TransactionAttributeType attribute, boolean asynchronous) {}

  private final Object bean;
  private final Transactions transactions;
  private final Consumer<Runnable> later;

  private SessionBeanProxy(Object bean, Transactions transactions, Consumer<Runnable> later) {
    this.bean = bean;
    this.transactions = transactions;
    this.later = later;
  }

  /**
   * @param later takes asynchronous calls
   */
  static Object of(Object bean, Transactions transactions, Consumer<Runnable> later) {
    Class<?> type = TYPES.computeIfAbsent(bean.getClass(), SessionBeanProxy::generate);
    Object proxy = Blank.of(type);
    try {
      Field handler = type.getDeclaredField(HANDLER);
      handler.set(proxy, new SessionBeanProxy(bean, transactions, later));
    } catch (ReflectiveOperationException e) {
      throw new NotSimulated(e);
    }
    return proxy;
  }

  private static Class<?> generate(Class<?> type) {
    return new ByteBuddy()
        .subclass(type, ConstructorStrategy.Default.NO_CONSTRUCTORS)
        .defineField(HANDLER, InvocationHandler.class, Visibility.PUBLIC)
        .method(
            ElementMatchers.isVirtual()
                .and(ElementMatchers.isPublic())
                .and(ElementMatchers.not(ElementMatchers.isDeclaredBy(Object.class))))
        .intercept(InvocationHandlerAdapter.toField(HANDLER))
        .make()
        .load(type.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
        .getLoaded();
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    Demarcation demarcation = demarcation(method);
    if (demarcation.asynchronous()) {
      later.accept(() -> callLater(demarcation, method, arguments));
      return null;
    }
    return transactions.run(demarcation.attribute(), () -> call(method, arguments));
  }

  private void callLater(Demarcation demarcation, Method method, Object[] arguments) {
    try {
      transactions.apart(
          () -> transactions.run(demarcation.attribute(), () -> call(method, arguments)));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new NotSimulated(e);
    }
  }

  private Object call(Method method, Object[] arguments) throws Exception {
    try {
      return method.invoke(bean, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
  }

  private Demarcation demarcation(Method method) {
    Demarcation known = DEMARCATIONS.get(method);
    return known != null ? known : DEMARCATIONS.computeIfAbsent(method, this::declared);
  }

  private Demarcation declared(Method method) {
    TransactionAttribute attribute = method.getAnnotation(TransactionAttribute.class);
    if (attribute == null) {
      attribute = bean.getClass().getAnnotation(TransactionAttribute.class);
    }
    return new Demarcation(
        attribute == null ? TransactionAttributeType.REQUIRED : attribute.value(),
        method.isAnnotationPresent(Asynchronous.class));
  }
}
