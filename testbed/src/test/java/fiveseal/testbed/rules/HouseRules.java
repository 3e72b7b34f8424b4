package fiveseal.testbed.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchRule;
import fiveseal.manager.Tenant;
import java.util.Optional;

/** The rules of the design that hold for classes. */
final class HouseRules {

  private static final String[] WARS = {
    "fiveseal.storeapi..",
    "fiveseal.operator..",
    "fiveseal.mall..",
    "fiveseal.storedevice..",
    "fiveseal.web..",
    "fiveseal.clientapi..",
    "fiveseal.clientdevice..",
    "fiveseal.cardsim..",
    "fiveseal.purse.."
  };

  private static final String[] MANAGER_INSIDE = {
    "fiveseal.access..",
    "fiveseal.audit..",
    "fiveseal.bureau..",
    "fiveseal.card..",
    "fiveseal.config..",
    "fiveseal.keys..",
    "fiveseal.ledger..",
    "fiveseal.report..",
    "fiveseal.settlement..",
    "fiveseal.shop..",
    "fiveseal.store..",
    "fiveseal.trace..",
    "fiveseal.valueupdate.."
  };

  private HouseRules() {}

  static final ArchRule PROTOCOL_DEPENDS_ON_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage("fiveseal.protocol..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("fiveseal..")
                  .and(DescribedPredicate.not(resideInAPackage("fiveseal.protocol.."))));

  static final ArchRule WARS_REACH_THE_MANAGER_ONLY_BY_ITS_INTERFACES =
      noClasses()
          .that()
          .resideInAnyPackage(WARS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MANAGER_INSIDE);

  static final ArchRule WARS_HOLD_NO_JPA =
      noClasses()
          .that()
          .resideInAnyPackage(WARS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.persistence..");

  static final ArchRule NO_CYCLES_BETWEEN_PACKAGES =
      slices().matching("fiveseal.(*)..").should().beFreeOfCycles();

  static final ArchRule ONLY_THE_LEDGER_TOUCHES_TRANSFERS =
      classes()
          .that()
          .resideInAPackage("fiveseal.ledger..")
          .and()
          .haveSimpleName("Transfer")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage("fiveseal.ledger..");

  static final ArchRule CRYPTOGRAPHY_STAYS_IN_ITS_PACKAGES =
      noClasses()
          .that(
              resideInAPackage("fiveseal..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              "fiveseal.keys..",
                              "fiveseal.protocol.card..",
                              "fiveseal.protocol.jws..",
                              "fiveseal.cardsim..",
                              "fiveseal.purse.."))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.crypto..", "org.bouncycastle..");

  static final ArchRule NO_SECRET_KEY_LEAVES_THE_VAULT =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("fiveseal.keys..")
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .and()
          .arePublic()
          .should()
          .haveRawReturnType(secretKeys());

  private static DescribedPredicate<JavaClass> secretKeys() {
    return DescribedPredicate.describe(
        "secret keys",
        type ->
            type.isAssignableTo("javax.crypto.SecretKey")
                || type.isAssignableTo("java.security.PrivateKey")
                || type.isAssignableTo("java.security.KeyPair")
                || type.isAssignableTo("java.security.KeyStore"));
  }

  static final ArchRule NOTHING_DEPENDS_ON_THE_SIMULATOR =
      noClasses()
          .that(
              resideInAPackage("fiveseal..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage("fiveseal.cardsim..", "fiveseal.purse.."))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("fiveseal.cardsim..", "fiveseal.purse..");

  static final ArchRule SHOP_AND_MONEY_DO_NOT_KNOW_EACH_OTHER =
      noClasses()
          .that()
          .resideInAnyPackage("fiveseal.settlement..", "fiveseal.ledger..", "fiveseal.keys..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("fiveseal.shop..", "fiveseal.access..");

  /**
   * The mall's device and its shop are a store like any other: by HTTP and signatures; its own
   * records ({@code fiveseal.manager.shop} too) and who is signed in are all that they share.
   */
  static final ArchRule THE_MALL_REACHES_THE_MANAGER_LIKE_ANY_STORE =
      noClasses()
          .that(
              resideInAPackage("fiveseal.mall..")
                  .and(DescribedPredicate.not(resideInAPackage("fiveseal.mall.console.."))))
          .should()
          .dependOnClassesThat(
              resideInAPackage("fiveseal.manager")
                  .and(
                      DescribedPredicate.not(
                          HasName.Predicates.nameMatching(
                              "fiveseal\\.manager\\."
                                  + "(MallJournal|MallPayment|MallReversals.*|Tenant.*|Login|Role)"))));

  /** Of the manager the shop's records ask for the mall's lower stores, and nothing else. */
  static final ArchRule THE_SHOP_IS_TOLD_ITS_STORES_ALONE =
      noClasses()
          .that()
          .resideInAPackage("fiveseal.shop..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("fiveseal.manager")
                  .and(
                      DescribedPredicate.not(
                          HasName.Predicates.nameMatching(
                              "fiveseal\\.manager\\."
                                  + "(MallStores?|Selling|MallJournal|MallPayment|MallReversals.*"
                                  + "|Tenant.*)"))));

  /** Its console reads with the login's tenant; what a store signs goes by the device. */
  static final ArchRule THE_CONSOLE_GOES_THROUGH_NO_STORES_DOOR =
      noClasses()
          .that()
          .resideInAPackage("fiveseal.mall.console..")
          .should()
          .dependOnClassesThat(
              HasName.Predicates.nameMatching(
                  "fiveseal\\.manager\\.(Settlements|Reversals|ValueUpdates|Presentations|CardLife"
                      + "|Deliveries|Evidence|Reports|MallJournal)"));

  /** In the jar its journal is files, in the application the database: the device knows neither. */
  static final ArchRule THE_STORE_DEVICE_KNOWS_ITS_PORTS_ONLY =
      noClasses()
          .that()
          .resideInAPackage("fiveseal.storedevice..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("fiveseal.manager..", "fiveseal.mall..", "jakarta..", "javax.sql..");

  /** Whoever checks the manager shares nothing with it but the language and the database. */
  static final ArchRule THE_AUDITOR_DEPENDS_ON_PROTOCOL_AND_JDBC_ALONE =
      noClasses()
          .that()
          .resideInAPackage("fiveseal.auditor..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.not(
                  resideInAnyPackage(
                      "fiveseal.auditor..",
                      "fiveseal.protocol..",
                      "java..",
                      "javax.sql..",
                      "javax.security.auth.x500..",
                      "org.postgresql..",
                      "picocli..")));

  /** Those who know a store by the signature of its own key, as the store's API does. */
  private static final String BY_A_STORES_KEY =
      "fiveseal\\.(mall\\.LowerStores|shop\\.ShopOrdersBean)";

  /** Whose data may be seen follows from the login alone, so nobody else makes a tenant. */
  static final ArchRule TENANTS_ARE_MADE_OF_LOGINS =
      noClasses()
          .that(
              resideInAPackage("fiveseal..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage("fiveseal.access..", "fiveseal.manager")))
                  .and(DescribedPredicate.not(HasName.Predicates.nameMatching(BY_A_STORES_KEY))))
          .should()
          .callMethod(Tenant.class, "operator")
          .orShould()
          .callMethod(Tenant.class, "ofStore", String.class)
          .orShould()
          .callMethod(Tenant.class, "ofLowerStore", String.class)
          .orShould()
          .callConstructor(Tenant.class, Tenant.Kind.class, Optional.class);

  static final ArchRule NO_FLOATING_POINT_FIELDS =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("fiveseal..")
          .should()
          .notHaveRawType(float.class)
          .andShould()
          .notHaveRawType(double.class);

  static final ArchRule RESOURCES_ARE_NAMED_SO =
      classes()
          .that()
          .areAnnotatedWith("jakarta.ws.rs.Path")
          .should()
          .haveSimpleNameEndingWith("Resource");

  static final ArchRule ONLY_RESOURCES_ARE_NAMED_SO =
      classes()
          .that()
          .haveSimpleNameEndingWith("Resource")
          .should()
          .beAnnotatedWith("jakarta.ws.rs.Path");

  static final ArchRule NO_EMPTY_WORDS_IN_NAMES =
      noClasses()
          .that()
          .resideInAPackage("fiveseal..")
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager");

  /** The clock is injected; only where a program begins is the system's asked for. */
  static final ArchRule THE_CLOCK_IS_INJECTED =
      noClasses()
          .that(
              resideInAnyPackage(
                  "fiveseal.access..",
                  "fiveseal.bureau..",
                  "fiveseal.settlement..",
                  "fiveseal.valueupdate..",
                  "fiveseal.card..",
                  "fiveseal.ledger..",
                  "fiveseal.store..",
                  "fiveseal.report..",
                  "fiveseal.audit..",
                  "fiveseal.protocol.."))
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.OffsetDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Clock.class, "systemUTC");

  static final ArchRule DECISIONS_ARE_PLAIN_CLASSES =
      noClasses()
          .that()
          .haveNameMatching(
              "fiveseal\\.(card\\.(IssueRules|AnswerRules)|settlement\\.(SettlementLife|Postings"
                  + "|ReceiptCheck|RefundRules|InformationCreation|InformationOutput|RetryTimes|DeliveryQueue)"
                  + "|valueupdate\\.(UpdateLife|UpdatePostings|UpdateOutput|DueRules))")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta..");

  static final ArchRule METHODS_THAT_VERIFY_CANNOT_BE_IGNORED =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .haveFullyQualifiedName("fiveseal.protocol.jws.Verifier")
          .and()
          .arePublic()
          .should()
          .notHaveRawReturnType(boolean.class);
}
