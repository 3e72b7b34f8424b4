package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.NotSimulated;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TransactionRequiredException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The container's entity manager: it works in the transaction of the moment, and without one gives
 * what it finds and forgets it.
 */
public final class SimulatedEntityManager implements InvocationHandler {
  private final SimulatedDatabase database;
  private final StatementCache statements;
  private final Supplier<Optional<Transaction>> current;

  private SimulatedEntityManager(
      SimulatedDatabase database,
      StatementCache statements,
      Supplier<Optional<Transaction>> current) {
    this.database = database;
    this.statements = statements;
    this.current = current;
  }

  /**
   * @param current the transaction of the moment
   */
  public static EntityManager of(
      SimulatedDatabase database,
      StatementCache statements,
      Supplier<Optional<Transaction>> current) {
    return (EntityManager)
        Proxy.newProxyInstance(
            SimulatedEntityManager.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            new SimulatedEntityManager(database, statements, current));
  }

  private Session session() {
    return current
        .get()
        .map(Transaction::session)
        .orElseGet(() -> new Session(database, Optional.empty()));
  }

  private Transaction transaction() {
    return current.get().orElseThrow(() -> new TransactionRequiredException("no transaction"));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    try {
      return call(method, arguments);
    } catch (PersistenceException e) {
      if (!(e instanceof jakarta.persistence.NoResultException)) {
        current.get().ifPresent(Transaction::setRollbackOnly);
      }
      throw e;
    }
  }

  private Object call(Method method, Object[] arguments) {
    switch (method.getName()) {
      case "find" -> {
        return session().find((Class<?>) arguments[0], arguments[1], lock(arguments));
      }
      case "persist" -> transaction().session().persist(arguments[0]);
      case "flush" -> transaction().session().flush();
      case "refresh" -> session().refresh(arguments[0]);
      case "contains" -> {
        return session().contains(arguments[0]);
      }
      case "createQuery" -> {
        return query(statements.jpql((String) arguments[0]));
      }
      case "createNativeQuery" -> {
        return query(statements.ofNative((String) arguments[0]));
      }
      case "toString" -> {
        return "the simulated entity manager";
      }
      default -> throw new NotSimulated("the simulated database knows no " + method);
    }
    return null;
  }

  private static LockModeType lock(Object[] arguments) {
    return arguments.length > 2 && arguments[2] instanceof LockModeType mode
        ? mode
        : LockModeType.NONE;
  }

  private Object query(Statement statement) {
    return SimulatedQuery.of(statement, database, this::session, this::transaction);
  }
}
