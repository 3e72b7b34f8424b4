package fiveseal.testbed.rules;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;

/** For each rule a few lines of source that break it. */
final class Violations {

  /** Rule → class name and source, alternating. */
  static final Map<String, List<String>> OF_RULE =
      new TreeMap<>(
          Map.ofEntries(
              entry(
                  "PROTOCOL_DEPENDS_ON_NOTHING_OF_OURS",
                  List.of(
                      "fiveseal.manager.Thing", "public class Thing {}",
                      "fiveseal.protocol.Bad", "class Bad { fiveseal.manager.Thing thing; }")),
              entry(
                  "WARS_REACH_THE_MANAGER_ONLY_BY_ITS_INTERFACES",
                  List.of(
                      "fiveseal.ledger.Ledger", "public class Ledger {}",
                      "fiveseal.storeapi.Bad", "class Bad { fiveseal.ledger.Ledger ledger; }")),
              entry(
                  "WARS_HOLD_NO_JPA",
                  List.of(
                      "jakarta.persistence.Entity", "public @interface Entity {}",
                      "fiveseal.mall.Bad", "@jakarta.persistence.Entity class Bad {}")),
              entry(
                  "NO_CYCLES_BETWEEN_PACKAGES",
                  List.of(
                      "fiveseal.card.A", "public class A { fiveseal.ledger.B b; }",
                      "fiveseal.ledger.B", "public class B { fiveseal.card.A a; }")),
              entry(
                  "ONLY_THE_LEDGER_TOUCHES_TRANSFERS",
                  List.of(
                      "fiveseal.ledger.Transfer", "public class Transfer {}",
                      "fiveseal.card.Bad", "class Bad { fiveseal.ledger.Transfer transfer; }")),
              entry(
                  "CRYPTOGRAPHY_STAYS_IN_ITS_PACKAGES",
                  List.of("fiveseal.card.Bad", "class Bad { javax.crypto.Mac mac; }")),
              entry(
                  "NO_SECRET_KEY_LEAVES_THE_VAULT",
                  List.of(
                      "fiveseal.keys.Bad",
                      "public class Bad { public javax.crypto.SecretKey key() { return null; } }")),
              entry(
                  "NOTHING_DEPENDS_ON_THE_SIMULATOR",
                  List.of(
                      "fiveseal.cardsim.Sim", "public class Sim {}",
                      "fiveseal.settlement.Bad", "class Bad { fiveseal.cardsim.Sim sim; }")),
              entry(
                  "SHOP_AND_MONEY_DO_NOT_KNOW_EACH_OTHER",
                  List.of(
                      "fiveseal.shop.Basket", "public class Basket {}",
                      "fiveseal.ledger.Bad", "class Bad { fiveseal.shop.Basket basket; }")),
              entry(
                  "THE_MALL_REACHES_THE_MANAGER_LIKE_ANY_STORE",
                  List.of(
                      "fiveseal.manager.Settlements", "public interface Settlements {}",
                      "fiveseal.mall.Bad", "class Bad { fiveseal.manager.Settlements door; }")),
              entry(
                  "THE_SHOP_IS_TOLD_ITS_STORES_ALONE",
                  List.of(
                      "fiveseal.manager.StoreViews", "public interface StoreViews {}",
                      "fiveseal.shop.Bad", "class Bad { fiveseal.manager.StoreViews views; }")),
              entry(
                  "THE_CONSOLE_GOES_THROUGH_NO_STORES_DOOR",
                  List.of(
                      "fiveseal.manager.Reversals", "public interface Reversals {}",
                      "fiveseal.mall.console.Bad",
                          "class Bad { fiveseal.manager.Reversals door; }")),
              entry(
                  "THE_STORE_DEVICE_KNOWS_ITS_PORTS_ONLY",
                  List.of(
                      "fiveseal.mall.Mall", "public class Mall {}",
                      "fiveseal.storedevice.Bad", "class Bad { fiveseal.mall.Mall mall; }")),
              entry(
                  "THE_AUDITOR_DEPENDS_ON_PROTOCOL_AND_JDBC_ALONE",
                  List.of(
                      "fiveseal.ledger.Ledger", "public class Ledger {}",
                      "fiveseal.auditor.Bad", "class Bad { fiveseal.ledger.Ledger ledger; }")),
              entry(
                  "TENANTS_ARE_MADE_OF_LOGINS",
                  List.of(
                      "fiveseal.manager.Tenant",
                      "public class Tenant {"
                          + " public static Tenant operator() { return new Tenant(); } }",
                      "fiveseal.operator.Bad",
                      "class Bad { Object all() { return fiveseal.manager.Tenant.operator(); } }")),
              entry(
                  "NO_FLOATING_POINT_FIELDS",
                  List.of("fiveseal.ledger.Bad", "class Bad { double amount; }")),
              entry(
                  "RESOURCES_ARE_NAMED_SO",
                  List.of(
                      "jakarta.ws.rs.Path", "public @interface Path { String value(); }",
                      "fiveseal.storeapi.Bad", "@jakarta.ws.rs.Path(\"x\") class Bad {}")),
              entry(
                  "ONLY_RESOURCES_ARE_NAMED_SO",
                  List.of("fiveseal.storeapi.BadResource", "class BadResource {}")),
              entry(
                  "NO_EMPTY_WORDS_IN_NAMES",
                  List.of("fiveseal.ledger.LedgerHelper", "class LedgerHelper {}")),
              entry(
                  "THE_CLOCK_IS_INJECTED",
                  List.of(
                      "fiveseal.ledger.Bad",
                      "class Bad { Object now() { return java.time.Instant.now(); } }")),
              entry(
                  "DECISIONS_ARE_PLAIN_CLASSES",
                  List.of(
                      "jakarta.ejb.Stateless", "public @interface Stateless {}",
                      "fiveseal.card.IssueRules", "@jakarta.ejb.Stateless class IssueRules {}")),
              entry(
                  "METHODS_THAT_VERIFY_CANNOT_BE_IGNORED",
                  List.of(
                      "fiveseal.protocol.jws.Verifier",
                      "public class Verifier { public boolean verify() { return true; } }"))));

  private Violations() {}

  /** Compiles a rule's sources into a folder of their own. */
  static Path compile(String rule) {
    return compile(rule, OF_RULE.get(rule));
  }

  /**
   * Compiles sources into a folder of their own.
   *
   * @param sources class name and source, alternating
   */
  static Path compile(String rule, List<String> sources) {
    Path folder = Path.of("target", "violations", rule.toLowerCase(Locale.ROOT));
    try {
      List<String> arguments =
          new ArrayList<>(List.of("-d", folder.resolve("classes").toString(), "-proc:none"));
      for (int i = 0; i < sources.size(); i += 2) {
        arguments.add(write(folder, sources.get(i), sources.get(i + 1)).toString());
      }
      int result =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(String[]::new));
      if (result != 0) {
        throw new IllegalStateException("the violation of " + rule + " does not compile");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder.resolve("classes");
  }

  private static Path write(Path folder, String className, String body) throws IOException {
    int dot = className.lastIndexOf('.');
    Path file = folder.resolve(className.replace('.', '/') + ".java");
    Files.createDirectories(file.getParent());
    Files.createDirectories(folder.resolve("classes"));
    return Files.writeString(file, "package " + className.substring(0, dot) + ";\n" + body);
  }
}
