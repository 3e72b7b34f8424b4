package fiveseal.access;

import fiveseal.config.Configuration;
import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.protocol.UuidV7;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Makes the first operators when there is no user at all: someone must be able to make the others,
 * and for that it takes two. The consoles are not needed for payments, so whatever fails here is
 * logged and stops nothing.
 */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FirstOperator {
  private static final Logger LOG = System.getLogger(FirstOperator.class.getName());
  private static final String FIRST = "fiveseal.access.first-operator";
  private static final String SECOND = "fiveseal.access.second-operator";

  @Inject Accounts accounts;
  @Inject UserBook book;
  @Inject Passwords passwords;
  @Inject Configuration configuration;
  @Inject UuidV7 ids;

  @PostConstruct
  void start() {
    Config config = ConfigProvider.getConfig();
    if (config.getOptionalValue(AccessDatabase.URL, String.class).isEmpty()) {
      LOG.log(Level.INFO, "Nobody can sign in to the consoles without " + AccessDatabase.URL);
      return;
    }
    try {
      makeIfNobody(List.of(given(config, FIRST), given(config, SECOND)));
    } catch (EJBException | ProtocolException e) {
      LOG.log(Level.ERROR, "The first operators could not be made: " + e.getMessage(), e);
    }
  }

  private static Given given(Config config, String property) {
    return new Given(
        property,
        config.getOptionalValue(property + ".name", String.class),
        config.getOptionalValue(property + ".password", String.class));
  }

  /**
   * Makes those whose name and password are given, all of them or none: once there is one user
   * nobody else is ever made here.
   *
   * @throws ProtocolException {@code message-refused} for a name or a password that cannot be;
   *     {@code conflicting-replay} if both have the same name
   */
  void makeIfNobody(List<Given> operators) {
    if (!accounts.isEmpty()) {
      return;
    }
    List<NewAccount> accepted = new ArrayList<>();
    for (Given operator : operators) {
      if (operator.name().isPresent() && operator.password().isPresent()) {
        accepted.add(
            account(operator.property(), operator.name().get(), operator.password().get()));
      } else {
        LOG.log(
            Level.WARNING,
            "There is no user of the consoles: set {0}.name and {0}.password",
            operator.property());
      }
    }
    requireDifferent(accepted);
    book.createAll(new Login("", "configuration", Role.OPERATOR, Tenant.operator()), accepted);
    accepted.forEach(user -> LOG.log(Level.INFO, "The operator {0} was made", user.name()));
  }

  private static void requireDifferent(List<NewAccount> users) {
    if (users.stream().map(NewAccount::name).distinct().count() < users.size()) {
      throw new ProtocolException(
          ErrorCode.CONFLICTING_REPLAY,
          "the first operators are two people, with two names",
          Map.of("fault", "name-taken"));
    }
  }

  private NewAccount account(String property, String givenName, String password) {
    String name = LoginName.normal(givenName);
    if (!LoginName.isName(name)) {
      throw PasswordRules.refused(
          "name-form", property + ".name is not [a-z0-9][a-z0-9._@+-]{1,63}");
    }
    requirePassword(property, password, name);
    return new NewAccount(
        ids.next(),
        name,
        name,
        Role.OPERATOR,
        Optional.empty(),
        Optional.empty(),
        passwords.hash(password),
        !configuration.demo(),
        Optional.empty(),
        Optional.empty());
  }

  /** Says in the log whose password it is. */
  private static void requirePassword(String property, String password, String name) {
    try {
      PasswordRules.require(password, name);
    } catch (ProtocolException e) {
      throw PasswordRules.refused(
          (String) e.members().get("fault"), property + ".password: " + e.detail());
    }
  }

  /**
   * Somebody whom the configuration names.
   *
   * @param property without the last part of its name
   */
  record Given(String property, Optional<String> name, Optional<String> password) {
    /** Never the password. */
    @Override
    public String toString() {
      return "Given[" + property + "]";
    }
  }
}
