package fiveseal.testbed.simulator.database;

import fiveseal.testbed.simulator.sql.NotSimulated;
import fiveseal.testbed.simulator.sql.Values;
import jakarta.persistence.LockModeType;
import jakarta.persistence.NoResultException;
import jakarta.persistence.NonUniqueResultException;
import jakarta.persistence.TypedQuery;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A query as the product holds it: parameters, limits, results. */
final class SimulatedQuery implements InvocationHandler {
  private final Statement statement;
  private final SimulatedDatabase database;
  private final Supplier<Session> sessions;
  private final Supplier<Transaction> transactions;
  private final Map<String, Object> parameters = new HashMap<>();
  private Statement.Limits limits = Statement.Limits.NONE;

  private SimulatedQuery(
      Statement statement,
      SimulatedDatabase database,
      Supplier<Session> sessions,
      Supplier<Transaction> transactions) {
    this.statement = statement;
    this.database = database;
    this.sessions = sessions;
    this.transactions = transactions;
  }

  static TypedQuery<?> of(
      Statement statement,
      SimulatedDatabase database,
      Supplier<Session> sessions,
      Supplier<Transaction> transactions) {
    return (TypedQuery<?>)
        Proxy.newProxyInstance(
            SimulatedQuery.class.getClassLoader(),
            new Class<?>[] {TypedQuery.class},
            new SimulatedQuery(statement, database, sessions, transactions));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    switch (method.getName()) {
      case "setParameter" -> {
        parameters.put(arguments[0].toString(), Values.stored(arguments[1]));
        return proxy;
      }
      case "setMaxResults" -> {
        limits = new Statement.Limits((Integer) arguments[0], limits.first(), limits.lock());
        return proxy;
      }
      case "setFirstResult" -> {
        limits = new Statement.Limits(limits.max(), (Integer) arguments[0], limits.lock());
        return proxy;
      }
      case "setLockMode" -> {
        boolean lock = arguments[0] == LockModeType.PESSIMISTIC_WRITE;
        limits = new Statement.Limits(limits.max(), limits.first(), lock);
        return proxy;
      }
      case "getResultList" -> {
        return list();
      }
      case "getResultStream" -> {
        return list().stream();
      }
      case "getSingleResult" -> {
        return single();
      }
      case "executeUpdate" -> {
        return execute();
      }
      default -> throw new NotSimulated("the simulated query knows no " + method);
    }
  }

  private List<Object> list() {
    Session session = sessions.get();
    session.flushBeforeQuery();
    database.statement();
    return statement.list(database, session, parameters, limits);
  }

  private Object single() {
    List<Object> found = list();
    if (found.isEmpty()) {
      throw new NoResultException("no row");
    }
    if (found.size() > 1) {
      throw new NonUniqueResultException(found.size() + " rows");
    }
    return found.get(0);
  }

  private int execute() {
    Transaction transaction = transactions.get();
    transaction.session().flushBeforeQuery();
    database.statement();
    return statement.update(database, transaction, parameters);
  }
}
