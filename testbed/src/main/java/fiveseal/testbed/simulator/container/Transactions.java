package fiveseal.testbed.simulator.container;

import fiveseal.testbed.simulator.database.SimulatedDatabase;
import fiveseal.testbed.simulator.database.Transaction;
import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRequiredException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.ejb.TransactionAttributeType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Demarcation as the Enterprise Beans specification (4.0, sections 8 and 9) and the product's
 * deployment descriptor have it: an exception that is declared there rolls back and reaches the
 * caller as it is, any other failure rolls back and is wrapped.
 */
public final class Transactions {
  private final SimulatedDatabase database;
  private final ApplicationExceptions declared;
  private final Deque<Optional<Transaction>> stack = new ArrayDeque<>();

  public Transactions(SimulatedDatabase database, BeanCatalog catalog) {
    this.database = database;
    this.declared = catalog.applicationExceptions();
  }

  /** The transaction of the moment. */
  public Optional<Transaction> current() {
    return stack.isEmpty() ? Optional.empty() : stack.peek();
  }

  /** The process is gone, and with it whatever was open. */
  public void forget() {
    stack.clear();
    database.forgetOpen();
  }

  /** Runs a caller that is in no transaction, whatever is open around it. */
  public <T> T apart(Callable<T> work) throws Exception {
    stack.push(Optional.empty());
    try {
      return work.call();
    } finally {
      stack.poll();
    }
  }

  Object run(TransactionAttributeType attribute, Callable<Object> work) throws Exception {
    Optional<Transaction> caller = current();
    return switch (attribute) {
      case REQUIRES_NEW -> inNew(work);
      case REQUIRED -> caller.isPresent() ? inCallers(caller.get(), work) : inNew(work);
      case MANDATORY ->
          inCallers(
              caller.orElseThrow(() -> new EJBTransactionRequiredException("MANDATORY")), work);
      case SUPPORTS -> caller.isPresent() ? inCallers(caller.get(), work) : inNone(work);
      case NOT_SUPPORTED -> inNone(work);
      case NEVER -> {
        if (caller.isPresent()) {
          throw new EJBException("NEVER");
        }
        yield inNone(work);
      }
    };
  }

  private Object inNone(Callable<Object> work) throws Exception {
    stack.push(Optional.empty());
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw told(e);
    } finally {
      stack.poll();
    }
  }

  private Object inCallers(Transaction transaction, Callable<Object> work) throws Exception {
    try {
      return work.call();
    } catch (RuntimeException e) {
      transaction.setRollbackOnly();
      throw declared.contain(e) ? e : new EJBTransactionRolledbackException(e.getMessage(), e);
    }
  }

  private Object inNew(Callable<Object> work) throws Exception {
    Transaction transaction = database.begin(current().isEmpty());
    stack.push(Optional.of(transaction));
    Object result;
    try {
      result = work.call();
    } catch (RuntimeException e) {
      transaction.rollback();
      throw told(e);
    } finally {
      stack.poll();
    }
    try {
      transaction.commit();
    } catch (RuntimeException e) {
      throw new EJBException("the transaction could not be committed", e);
    }
    return result;
  }

  private RuntimeException told(RuntimeException failure) {
    return declared.contain(failure) || failure instanceof EJBException
        ? failure
        : new EJBException(failure.getMessage(), failure);
  }
}
