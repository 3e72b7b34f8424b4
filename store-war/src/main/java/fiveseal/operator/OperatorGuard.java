package fiveseal.operator;

import fiveseal.manager.OperatorName;
import fiveseal.manager.http.BearerToken;
import fiveseal.protocol.Digests;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Lets in who bears one of the two operators' tokens, and tells the resources which operator that
 * is; without a configured token there is nothing here. A token acts under the login that it is
 * configured to belong to: what its bearer does by the API and on the pages is one person's.
 * Without one it acts under a name that no login can have. The same token given to both is the
 * first operator's alone: one secret never counts as two people.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class OperatorGuard implements ContainerRequestFilter {
  private static final String FIRST = "fiveseal.operator.";
  private static final String SECOND = "fiveseal.operator.second-";

  private final List<Known> known = new ArrayList<>();

  public OperatorGuard() {
    this(name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
  }

  /**
   * @param configured gives a property, if it is set
   * @throws IllegalStateException if a login is stated that nobody can have
   */
  OperatorGuard(Function<String, Optional<String>> configured) {
    know(FIRST, OperatorName.TOKEN + "operator-1", configured);
    know(SECOND, OperatorName.TOKEN + "operator-2", configured);
  }

  private void know(String prefix, String nameless, Function<String, Optional<String>> configured) {
    Optional<String> token = configured.apply(prefix + "token").filter(t -> !t.isBlank());
    Optional<String> login =
        configured
            .apply(prefix + "login")
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty());
    if (login.filter(name -> name.startsWith(OperatorName.TOKEN)).isPresent()) {
      throw new IllegalStateException(prefix + "login is nobody's login");
    }
    token.ifPresent(t -> known.add(new Known(login.orElse(nameless), digest(t))));
  }

  /**
   * A token's bearer.
   *
   * @param name of the login, or of a token that belongs to none
   */
  private record Known(String name, byte[] digest) {}

  @Override
  public void filter(ContainerRequestContext request) {
    String operator = check(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    request.setSecurityContext(
        new OperatorContext(() -> operator, request.getSecurityContext().isSecure()));
  }

  /**
   * Compares digests, so that the time taken tells nothing of the tokens.
   *
   * @param authorization the header, or null
   * @return the operator's name
   * @throws ProtocolException {@code not-found} without a configured token; {@code
   *     signature-refused} for another token
   */
  String check(String authorization) {
    if (known.isEmpty()) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
    }
    byte[] borne = digest(BearerToken.of(authorization));
    return known.stream()
        .filter(operator -> MessageDigest.isEqual(operator.digest(), borne))
        .map(Known::name)
        .findFirst()
        .orElseThrow(() -> ProtocolException.signature("not an operator's token"));
  }

  private static byte[] digest(String token) {
    return Digests.sha256(token.getBytes(StandardCharsets.UTF_8));
  }
}
