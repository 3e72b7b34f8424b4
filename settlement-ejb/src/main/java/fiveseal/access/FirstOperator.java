package fiveseal.access;

import fiveseal.config.Configuration;
import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
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
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Makes the first operator when there is no user at all: someone must be able to make the others.
 * The consoles are not needed for payments, so whatever fails here is logged and stops nothing.
 */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FirstOperator {
  private static final Logger LOG = System.getLogger(FirstOperator.class.getName());
  private static final String NAME = "fiveseal.access.first-operator.name";
  private static final String PASSWORD = "fiveseal.access.first-operator.password";
  private static final String URL = "fiveseal.access.db.url";

  @Inject Accounts accounts;
  @Inject UserBook book;
  @Inject Passwords passwords;
  @Inject Configuration configuration;
  @Inject UuidV7 ids;

  @PostConstruct
  void start() {
    Config config = ConfigProvider.getConfig();
    if (config.getOptionalValue(URL, String.class).isEmpty()) {
      LOG.log(Level.INFO, "Nobody can sign in to the consoles without " + URL);
      return;
    }
    try {
      makeIfNobody(
          config.getOptionalValue(NAME, String.class),
          config.getOptionalValue(PASSWORD, String.class));
    } catch (EJBException | ProtocolException e) {
      LOG.log(Level.ERROR, "The first operator could not be made: " + e.getMessage(), e);
    }
  }

  /**
   * @throws ProtocolException {@code message-refused} for a name or a password that cannot be
   */
  void makeIfNobody(Optional<String> givenName, Optional<String> password) {
    if (!accounts.isEmpty()) {
      return;
    }
    if (givenName.isEmpty() || password.isEmpty()) {
      LOG.log(Level.WARNING, "There is no user of the consoles: set " + NAME + " and " + PASSWORD);
      return;
    }
    String name = LoginName.normal(givenName.get());
    if (!LoginName.isName(name)) {
      throw PasswordRules.refused("name-form", NAME + " is not [a-z0-9][a-z0-9._@+-]{1,63}");
    }
    PasswordRules.require(password.get(), name);
    book.create(
        new Login("", "configuration", Role.OPERATOR, Tenant.operator()),
        new NewAccount(
            ids.next(),
            name,
            name,
            Role.OPERATOR,
            Optional.empty(),
            Optional.empty(),
            passwords.hash(password.get()),
            !configuration.demo(),
            Optional.empty()));
    LOG.log(Level.INFO, "The first operator, " + name + ", was made");
  }
}
