package fiveseal.db;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the README tells to type makes the same database as the migrations. */
class InstallationTest {
  private static final Path ROOT = Path.of("..");

  /** Its words are not to be split by anybody but the shell. */
  private static final Pattern PSQL = Pattern.compile("(?s)( +)psql (?:[^\\n]*\\\\\\n)*[^\\n]*");

  private static MigratedDatabase server;

  @BeforeAll
  static void migrate() throws Exception {
    server = new MigratedDatabase();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** The arguments that psql gets, by the shell. */
  private static List<String> psqlArguments() throws IOException, InterruptedException {
    Matcher command = PSQL.matcher(Files.readString(ROOT.resolve("README.md"), UTF_8));
    assertThat(command.find()).isTrue();
    String typed = command.group().strip().replaceFirst("psql", "printf '%s\\\\n'");
    Process shell =
        new ProcessBuilder("sh", "-c", typed)
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertThat(shell.waitFor()).as(printed).isZero();
    return printed.lines().toList();
  }

  private static List<String> after(String option, List<String> arguments) {
    return java.util.stream.IntStream.range(1, arguments.size())
        .filter(i -> arguments.get(i - 1).equals(option))
        .mapToObj(arguments::get)
        .toList();
  }

  @Test
  void readme_runsEveryMigration_inTheOrderOfTheirNumbers() throws Exception {
    List<String> files = after("-f", psqlArguments());

    assertThat(files)
        .containsExactlyElementsOf(
            Arrays.stream(server.flyway().info().applied())
                .map(MigrationInfo::getScript)
                .map(script -> "db/migration/" + script)
                .filter(script -> script.endsWith(".sql"))
                .toList());
  }

  @Test
  void readme_migratesInOneTransaction() throws Exception {
    List<String> arguments = psqlArguments();
    server.create("installed");
    try (Connection connection = server.connect("installed", "fiveseal_owner");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : after("-c", arguments)) {
        statement.execute(sql);
      }
      for (String file : after("-f", arguments)) {
        statement.execute(Files.readString(ROOT.resolve(file), UTF_8));
      }
      connection.commit();
    }
    assertThat(tables("installed")).isEqualTo(tables("postgres")).isNotEmpty();
  }

  private static List<String> tables(String database) throws SQLException {
    return server.query(
        database,
        "SELECT table_schema || '.' || table_name || '.' || column_name || ' ' || data_type"
            + " FROM information_schema.columns WHERE table_schema IN ('settlement', 'shop',"
            + " 'access') AND table_name NOT LIKE 'flyway%' ORDER BY 1");
  }
}
