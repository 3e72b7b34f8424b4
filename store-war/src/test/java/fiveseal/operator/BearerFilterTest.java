package fiveseal.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fiveseal.manager.Login;
import fiveseal.manager.Logins;
import fiveseal.manager.Role;
import fiveseal.manager.Tenant;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** Nothing of the operator API is reached by the token of somebody who may not act. */
class BearerFilterTest {
  private static final Login OLIVIA = new Login("7", "olivia", Role.OPERATOR, Tenant.operator());

  private SecurityContext caller = new OperatorContext(() -> "olivia", true);

  @SuppressWarnings("unchecked")
  private static <T> T only(Class<T> type, java.util.function.Function<Object[], Object> answer) {
    return (T)
        Proxy.newProxyInstance(
            BearerFilterTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.apply(arguments));
  }

  private ContainerRequestContext request() {
    return only(
        ContainerRequestContext.class,
        arguments -> {
          if (arguments != null) {
            caller = (SecurityContext) arguments[0];
          }
          return caller;
        });
  }

  @Test
  void filter_ofWhoMayAct_tellsTheResourcesWhoItIs() {
    Logins logins =
        only(
            Logins.class,
            arguments -> {
              assertThat(arguments).containsExactly("olivia");
              return OLIVIA;
            });

    new BearerFilter(logins).filter(request());

    assertThat(TokenBearer.of(caller)).isEqualTo(OLIVIA);
    assertThat(caller.getUserPrincipal().getName()).isEqualTo("olivia");
    assertThat(caller.isSecure()).isTrue();
  }

  @Test
  void filter_ofWhoMayNotAct_isRefused_andNobodyIsKnown() {
    Logins logins =
        only(
            Logins.class,
            arguments -> {
              throw ProtocolException.signature("disabled");
            });

    assertThatThrownBy(() -> new BearerFilter(logins).filter(request()))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SIGNATURE_REFUSED));
    assertThatThrownBy(() -> TokenBearer.of(caller)).isInstanceOf(ClassCastException.class);
  }

  @Test
  void application_asksTheFilterBehindTheGuard_beforeAnyResource() {
    assertThat(new OperatorApplication().getClasses())
        .contains(OperatorGuard.class, BearerFilter.class);
    assertThat(BearerFilter.class).hasAnnotation(PreMatching.class);
    assertThat(BearerFilter.class.getAnnotation(Priority.class).value())
        .isGreaterThan(OperatorGuard.class.getAnnotation(Priority.class).value());
  }
}
