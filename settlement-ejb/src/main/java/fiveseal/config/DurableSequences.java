package fiveseal.config;

import org.eclipse.persistence.platform.database.PostgreSQLPlatform;

/**
 * PostgreSQL for EclipseLink, with ids that survive a crash of the database.
 *
 * <p>A node takes ids from a sequence by the block, with {@code nextval} in a transaction that
 * needs one, and PostgreSQL writes that to its log, but waits for the disk with the commit alone.
 * After a crash before it the sequence stands where it stood, and gives the block once more.
 * EclipseLink believes that no transaction matters to a sequence, and lets all others have the rest
 * of the block at once; a node that outlived the database would go on with ids that are then given
 * twice. So the rest of a block belongs to the transaction that took it, and to everybody when that
 * has been committed; if it is not, nobody uses the block. That needs neither a connection nor a
 * commit more.
 */
public final class DurableSequences extends PostgreSQLPlatform {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean shouldNativeSequenceUseTransaction() {
    return true;
  }
}
