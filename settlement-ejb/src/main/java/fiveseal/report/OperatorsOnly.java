package fiveseal.report;

import fiveseal.manager.Login;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;

/** Who may see what the operator sees; to everybody else nothing of it exists. */
public final class OperatorsOnly {
  private OperatorsOnly() {}

  /**
   * @throws ProtocolException {@code not-found} unless an operator or auditor asks
   */
  public static void read(Login login) {
    boolean reads = login.role() == Role.OPERATOR || login.role() == Role.AUDITOR;
    require(reads && login.tenant().kind() == Tenant.Kind.OPERATOR);
  }

  /**
   * @throws ProtocolException {@code not-found} unless an operator asks
   */
  public static void act(Login login) {
    read(login);
    require(login.role() == Role.OPERATOR && login.mayAct());
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw nothing();
    }
  }

  static ProtocolException nothing() {
    return new ProtocolException(ErrorCode.NOT_FOUND, "there is nothing of this id");
  }
}
