package fiveseal.access;

import fiveseal.manager.Login;
import fiveseal.manager.OperatorName;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
import fiveseal.protocol.ProtocolException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Who bears an operator's token: the user whose login it belongs to, or nobody's, by its name. */
@Dependent
public class Bearers {
  @Inject AccessDatabase database;
  @Inject Accounts accounts;
  @Inject Clock clock;

  /**
   * @param operator the name that the token acts under
   * @throws ProtocolException {@code signature-refused} if the user of that name may not sign in as
   *     an operator: then the token does no more than its owner; and if there is no such user: a
   *     login that is misspelt in the configuration would count as one more person
   */
  Login of(String operator) {
    if (operator.startsWith(OperatorName.TOKEN)) {
      return new Login("", operator, Role.OPERATOR, Tenant.operator());
    }
    Optional<Account> user = database.isConfigured() ? accounts.byName(operator) : Optional.empty();
    return user.filter(this::mayAct)
        .map(Account::login)
        .orElseThrow(() -> ProtocolException.signature("the operator of this token may not act"));
  }

  private boolean mayAct(Account user) {
    return user.role() == Role.OPERATOR && user.mayEnter(clock.instant());
  }
}
