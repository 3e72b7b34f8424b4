package fiveseal.testbed.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each rule on all that was built, and each rule on a small house that breaks it. */
class HouseRulesTest {

  private static final List<String> MODULES =
      List.of(
          "settlement-protocol", "db", "settlement-ejb", "store-war", "client-war", "card-sim-war");

  private static final JavaClasses HOUSE = house();

  @TempDir Path planted;

  private static JavaClasses house() {
    List<Path> folders =
        MODULES.stream().map(module -> Path.of("..", module, "target", "classes")).toList();
    assertThat(folders).allMatch(Files::isDirectory);
    return new ClassFileImporter().importPaths(folders);
  }

  private static Map<String, ArchRule> rules() {
    return Arrays.stream(HouseRules.class.getDeclaredFields())
        .filter(field -> ArchRule.class.isAssignableFrom(field.getType()))
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .collect(
            java.util.stream.Collectors.toMap(
                Field::getName, HouseRulesTest::rule, (a, b) -> a, java.util.TreeMap::new));
  }

  private static ArchRule rule(Field field) {
    try {
      return (ArchRule) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void house_isAllThere() {
    assertThat(HOUSE.size()).isGreaterThan(250);
    for (String name :
        List.of(
            "fiveseal.ledger.Ledger",
            "fiveseal.auditor.Auditor",
            "fiveseal.storeapi.SettlementsResource",
            "fiveseal.purse.Purse")) {
      assertThat(HOUSE.contain(name)).as(name).isTrue();
    }
    assertThat(rules()).hasSizeGreaterThanOrEqualTo(15);
  }

  @TestFactory
  Stream<DynamicTest> house_keepsEveryRule() {
    return rules().entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> entry.getValue().check(HOUSE)));
  }

  /** Classes planted under the packages' own names, compiled into a folder of their own. */
  @TestFactory
  Stream<DynamicTest> plantedViolation_isFound() {
    return Violations.OF_RULE.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      JavaClasses broken =
                          new ClassFileImporter().importPath(Violations.compile(entry.getKey()));
                      assertThatThrownBy(() -> rules().get(entry.getKey()).check(broken))
                          .isInstanceOf(AssertionError.class)
                          .hasMessageContaining("was violated");
                    }));
  }

  @Test
  void everyRule_hasAPlantedViolation() {
    assertThat(Violations.OF_RULE.keySet()).isEqualTo(rules().keySet());
  }

  @Test
  void everyPackage_holdsSomething_andAnEmptyOneIsFound() throws IOException {
    for (String module : MODULES) {
      assertThat(emptyPackages(Path.of("..", module, "src", "main", "java"))).isEmpty();
    }
    Files.createDirectories(planted.resolve("card"));
    Files.createDirectories(planted.resolve("payout"));
    Files.writeString(planted.resolve("card/package-info.java"), "");
    Files.writeString(planted.resolve("card/Card.java"), "");
    Files.writeString(planted.resolve("payout/package-info.java"), "");
    assertThat(emptyPackages(planted)).containsExactly(planted.resolve("payout"));
  }

  /** Packages built ahead of what they are for: nothing in them but their description. */
  private static List<Path> emptyPackages(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.endsWith("package-info.java"))
          .map(Path::getParent)
          .filter(folder -> folder.toFile().list((in, name) -> name.endsWith(".java")).length < 2)
          .toList();
    }
  }
}
