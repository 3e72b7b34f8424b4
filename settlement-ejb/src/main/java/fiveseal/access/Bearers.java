package fiveseal.access;

import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Who bears an operator's token: the user of that name if there is one, or only a name. */
@Dependent
public class Bearers {
  @Inject AccessDatabase database;
  @Inject Accounts accounts;
  @Inject Clock clock;

  /**
   * @param operator the name that the token acts under
   * @throws ProtocolException {@code signature-refused} if the user of that name may not sign in as
   *     an operator: then the token does no more than its owner
   */
  Login of(String operator) {
    Optional<Account> user = database.isConfigured() ? accounts.byName(operator) : Optional.empty();
    if (user.filter(found -> !mayAct(found)).isPresent()) {
      throw ProtocolException.signature("the operator of this token may not act");
    }
    return user.map(Account::login)
        .orElseGet(() -> new Login("", operator, Role.OPERATOR, Tenant.operator()));
  }

  private boolean mayAct(Account user) {
    return user.role() == Role.OPERATOR && user.mayEnter(clock.instant());
  }
}
