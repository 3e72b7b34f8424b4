package fiveseal.auditor;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Rows ordered by the key of what they belong to, taken in step with their owners. Rows whose owner
 * never comes are told apart.
 */
final class Keyed<R> implements AutoCloseable {
  private final Cursor<R> cursor;
  private final Function<R, String> key;

  Keyed(Cursor<R> cursor, Function<R, String> key) {
    this.cursor = cursor;
    this.key = key;
  }

  /**
   * The rows of this owner.
   *
   * @param owner greater than that of the call before, by its bytes
   * @param unowned gets the rows whose owner should have come before and did not
   */
  List<R> of(String owner, Consumer<R> unowned) throws SQLException {
    List<R> own = new ArrayList<>();
    while (cursor.hasNext()) {
      int order = key.apply(cursor.peek().orElseThrow()).compareTo(owner);
      if (order > 0) {
        break;
      }
      R row = cursor.next();
      if (order == 0) {
        own.add(row);
      } else {
        unowned.accept(row);
      }
    }
    return own;
  }

  /** After the last owner: what is left has none. */
  void end(Consumer<R> unowned) throws SQLException {
    while (cursor.hasNext()) {
      unowned.accept(cursor.next());
    }
  }

  @Override
  public void close() throws SQLException {
    cursor.close();
  }
}
