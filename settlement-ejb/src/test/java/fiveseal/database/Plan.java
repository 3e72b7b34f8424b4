package fiveseal.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** How PostgreSQL really answered a query: EXPLAIN ANALYZE. */
public record Plan(List<String> lines) {
  private static final Pattern ACTUAL = Pattern.compile("actual rows=([0-9.]+) loops=([0-9]+)");
  private static final Pattern REMOVED = Pattern.compile("Rows Removed by [A-Za-z ]+: ([0-9.]+)");
  private static final Pattern SEQUENTIAL = Pattern.compile("Seq Scan on (\\w+)");

  /**
   * @param query with parameters {@code ?1}, {@code ?2} and so on
   */
  public static Plan of(DataSource source, String query, Object... parameters) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "explain (analyze, costs off, timing off, summary off) "
                    + written(query, parameters))) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
      return new Plan(lines);
    }
  }

  private static String written(String query, Object[] parameters) {
    String written = query;
    for (int i = parameters.length; i > 0; i--) {
      Object value = parameters[i - 1];
      String literal =
          value instanceof Number ? value.toString() : "'" + text(value).replace("'", "''") + "'";
      written = written.replace("?" + i, literal);
    }
    return written;
  }

  private static String text(Object value) {
    return value instanceof Instant time ? time.toString() : (String) value;
  }

  /** The tables that were read from end to end. */
  public List<String> scanned() {
    List<String> tables = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = SEQUENTIAL.matcher(line);
      if (matcher.find()) {
        tables.add(matcher.group(1));
      }
    }
    return tables;
  }

  /** How many rows scans read, what they threw away included. */
  public long rowsRead() {
    return rowsRead(Set.of());
  }

  /**
   * The same without tables that are read from end to end because they are small.
   *
   * @param small their names
   */
  public long rowsRead(Set<String> small) {
    double read = 0;
    long loops = 1;
    boolean counts = true;
    for (String line : lines) {
      if (line.contains(" Scan ")) {
        Matcher sequential = SEQUENTIAL.matcher(line);
        counts = !sequential.find() || !small.contains(sequential.group(1));
      }
      Matcher actual = ACTUAL.matcher(line);
      Matcher removed = REMOVED.matcher(line);
      if (!counts) {
        continue;
      }
      if (actual.find()) {
        loops = Long.parseLong(actual.group(2));
        // A bitmap's rows are read by the scan above it.
        boolean scan = line.contains(" Scan ") && !line.contains("Bitmap Index Scan");
        read += scan ? Double.parseDouble(actual.group(1)) * loops : 0;
      } else if (removed.find()) {
        read += Double.parseDouble(removed.group(1)) * loops;
      }
    }
    return Math.round(read);
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
