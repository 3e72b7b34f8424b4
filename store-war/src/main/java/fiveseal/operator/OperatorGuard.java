package fiveseal.operator;

import fiveseal.protocol.Digests;
import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import fiveseal.storeapi.BearerToken;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Lets in who bears the operator's token; without a configured token there is nothing here. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class OperatorGuard implements ContainerRequestFilter {
  private static final String TOKEN = "fiveseal.operator.token";

  private final Optional<byte[]> tokenDigest;

  public OperatorGuard() {
    this(ConfigProvider.getConfig().getOptionalValue(TOKEN, String.class));
  }

  OperatorGuard(Optional<String> token) {
    this.tokenDigest = token.filter(t -> !t.isBlank()).map(OperatorGuard::digest);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    check(request.getHeaderString(HttpHeaders.AUTHORIZATION));
  }

  /**
   * Compares digests, so that the time taken tells nothing of the token.
   *
   * @param authorization the header, or null
   * @throws ProtocolException {@code not-found} without a configured token; {@code
   *     signature-refused} for another token
   */
  void check(String authorization) {
    byte[] expected =
        tokenDigest.orElseThrow(
            () -> new ProtocolException(ErrorCode.NOT_FOUND, ErrorCode.NOT_FOUND.sentence()));
    if (!MessageDigest.isEqual(expected, digest(BearerToken.of(authorization)))) {
      throw ProtocolException.signature("not the operator's token");
    }
  }

  private static byte[] digest(String token) {
    return Digests.sha256(token.getBytes(StandardCharsets.UTF_8));
  }
}
