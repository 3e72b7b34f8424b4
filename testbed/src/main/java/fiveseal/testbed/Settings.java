package fiveseal.testbed;

import java.util.Map;
import java.util.TreeMap;

/** The application's configuration as environment variables, for a mall in demo mode. */
final class Settings {

  static final String MANAGER_ID = "manager";

  /** Name of the first operator's bearer token among the secrets. */
  static final String OPERATOR_TOKEN = "operator.token";

  /** The same of the second operator, whom decisions about cards need. */
  static final String SECOND_OPERATOR_TOKEN = "operator.second-token";

  private Settings() {}

  /** Everything the application reads; property {@code a.b-c} travels as {@code A_B_C}. */
  static Map<String, String> of(RunFolder folder, Ports ports, Secrets secrets) {
    String baseUrl = baseUrl(ports);
    String databaseUrl = DatabaseServer.url(ports.postgres());
    Map<String, String> properties = new TreeMap<>();
    properties.put("fiveseal.demo", "true");
    properties.put("fiveseal.manager.id", MANAGER_ID);
    properties.put("fiveseal.db.url", databaseUrl + "?currentSchema=settlement");
    properties.put("fiveseal.db.user", DatabaseServer.APP);
    properties.put("fiveseal.db.password", DatabaseServer.password(secrets, DatabaseServer.APP));
    properties.put("fiveseal.mall.db.url", databaseUrl + "?currentSchema=shop");
    properties.put("fiveseal.mall.db.user", DatabaseServer.MALL);
    properties.put(
        "fiveseal.mall.db.password", DatabaseServer.password(secrets, DatabaseServer.MALL));
    properties.put("fiveseal.access.db.url", databaseUrl + "?currentSchema=access");
    properties.put("fiveseal.access.db.user", DatabaseServer.ACCESS);
    properties.put(
        "fiveseal.access.db.password", DatabaseServer.password(secrets, DatabaseServer.ACCESS));
    properties.put("fiveseal.access.first-operator.name", DemoUser.FIRST.name());
    properties.put("fiveseal.access.first-operator.password", DemoUser.FIRST.password(secrets));
    properties.put("fiveseal.access.second-operator.name", DemoUser.SECOND.name());
    properties.put("fiveseal.access.second-operator.password", DemoUser.SECOND.password(secrets));
    properties.put("fiveseal.vault.type", "bcfks");
    properties.put("fiveseal.vault.path", folder.vaultFile().toString());
    properties.put("fiveseal.vault.password", secrets.of("vault"));
    properties.put("fiveseal.client.base-url", baseUrl + "/client");
    properties.put("fiveseal.store.base-url", baseUrl + "/store");
    properties.put("fiveseal.operator.token", secrets.of(OPERATOR_TOKEN));
    properties.put("fiveseal.operator.login", DemoUser.FIRST.name());
    properties.put("fiveseal.operator.second-token", secrets.of(SECOND_OPERATOR_TOKEN));
    properties.put("fiveseal.operator.second-login", DemoUser.SECOND.name());
    properties.put("fiveseal.cardsim.path", folder.cards().toString());
    properties.put("fiveseal.cardsim.password", secrets.of("cardsim"));
    properties.put("fiveseal.cardsim.readers", "8");
    properties.put("fiveseal.mall.id", DemoStore.MALL.id());
    properties.put("fiveseal.mall.name", DemoStore.MALL.name());
    properties.put("fiveseal.mall.key-file", DemoStore.MALL.keyFile(folder).toString());
    properties.put("fiveseal.mall.lower-keys", folder.lowerKeys().toString());
    Map<String, String> environment = new TreeMap<>();
    properties.forEach((name, value) -> environment.put(variable(name), value));
    return environment;
  }

  static String baseUrl(Ports ports) {
    return "http://localhost:" + ports.http();
  }

  /** The environment variable by which a property travels. */
  static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
  }
}
