package fiveseal.database;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;

/** A container's transactions over one database: a transaction per thread, one connection in it. */
public final class ContainerTransactions implements TransactionManager {
  private final Map<Thread, Work> begun = new ConcurrentHashMap<>();

  /** Opens a connection. */
  interface Opening {
    Connection open() throws SQLException;
  }

  boolean isBegun() {
    return current() != null;
  }

  private Work current() {
    return begun.get(Thread.currentThread());
  }

  /** The transaction's connection, opened when it is first wanted. */
  Connection connection(Opening opening) throws SQLException {
    return current().connection(opening);
  }

  @Override
  public void begin() {
    if (isBegun()) {
      throw new IllegalStateException("a transaction within a transaction");
    }
    begun.put(Thread.currentThread(), new Work());
  }

  @Override
  public void commit() throws RollbackException, SystemException {
    try {
      current().commit();
    } finally {
      begun.remove(Thread.currentThread());
    }
  }

  @Override
  public void rollback() {
    try {
      current().rollback();
    } finally {
      begun.remove(Thread.currentThread());
    }
  }

  @Override
  public void setRollbackOnly() {
    current().setRollbackOnly();
  }

  @Override
  public int getStatus() {
    return isBegun() ? current().getStatus() : Status.STATUS_NO_TRANSACTION;
  }

  @Override
  public Transaction getTransaction() {
    return current();
  }

  @Override
  public Transaction suspend() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void resume(Transaction transaction) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setTransactionTimeout(int seconds) {
    throw new UnsupportedOperationException();
  }

  /** One of them. */
  private static final class Work implements Transaction {
    private final List<Synchronization> listeners = new ArrayList<>();
    private int status = Status.STATUS_ACTIVE;
    private Connection connection;

    private Connection connection(Opening opening) throws SQLException {
      if (connection == null) {
        connection = opening.open();
        connection.setAutoCommit(false);
      }
      return connection;
    }

    @Override
    public void commit() throws RollbackException, SystemException {
      try {
        List.copyOf(listeners).forEach(Synchronization::beforeCompletion);
        if (status != Status.STATUS_ACTIVE) {
          throw new RollbackException("marked for rollback");
        }
        if (connection != null) {
          connection.commit();
        }
        end(Status.STATUS_COMMITTED);
      } catch (SQLException | RuntimeException e) {
        rollback();
        throw (RollbackException) new RollbackException("not committed").initCause(e);
      }
    }

    @Override
    public void rollback() {
      try {
        if (connection != null) {
          connection.rollback();
        }
      } catch (SQLException e) {
        // The server that knew of it is gone, and so is what it knew.
      } finally {
        end(Status.STATUS_ROLLEDBACK);
      }
    }

    private void end(int outcome) {
      status = outcome;
      try {
        if (connection != null) {
          connection.close();
        }
      } catch (SQLException e) {
        // Nothing depends on it any more.
      }
      listeners.forEach(listener -> listener.afterCompletion(outcome));
    }

    @Override
    public void setRollbackOnly() {
      status = Status.STATUS_MARKED_ROLLBACK;
    }

    @Override
    public int getStatus() {
      return status;
    }

    @Override
    public void registerSynchronization(Synchronization listener) {
      listeners.add(listener);
    }

    @Override
    public boolean enlistResource(XAResource resource) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean delistResource(XAResource resource, int flag) {
      throw new UnsupportedOperationException();
    }
  }
}
