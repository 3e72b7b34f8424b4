package fiveseal.operator;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Lets in who bears one of the two operators' tokens, and tells the resources which operator that
 * is; without a configured token there is nothing here. The same token given to both is the first
 * operator's alone: one secret never counts as two people.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class OperatorGuard implements ContainerRequestFilter {
  static final String FIRST = "operator-1";
  static final String SECOND = "operator-2";

  private static final String FIRST_TOKEN = "fiveseal.operator.token";
  private static final String SECOND_TOKEN = "fiveseal.operator.second-token";

  private final Map<String, byte[]> digestByOperator = new LinkedHashMap<>();

  public OperatorGuard() {
    this(configured(FIRST_TOKEN), configured(SECOND_TOKEN));
  }

  OperatorGuard(Optional<String> first, Optional<String> second) {
    know(FIRST, first);
    know(SECOND, second);
  }

  private static Optional<String> configured(String name) {
    Config config = ConfigProvider.getConfig();
    return config.getOptionalValue(name, String.class);
  }

  private void know(String operator, Optional<String> token) {
    token.filter(t -> !t.isBlank()).ifPresent(t -> digestByOperator.put(operator, digest(t)));
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String operator = check(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    request.setSecurityContext(
        new OperatorContext(operator, request.getSecurityContext().isSecure()));
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
    if (digestByOperator.isEmpty()) {
      throw new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence());
    }
    byte[] borne = digest(BearerToken.of(authorization));
    return digestByOperator.entrySet().stream()
        .filter(operator -> MessageDigest.isEqual(operator.getValue(), borne))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> ProtocolException.signature("not an operator's token"));
  }

  private static byte[] digest(String token) {
    return Digests.sha256(token.getBytes(StandardCharsets.UTF_8));
  }
}
