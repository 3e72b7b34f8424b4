package fiveseal.manager.http;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;

/** Refuses bodies of no type, which JAX-RS would give to whatever takes any type. */
@PreMatching
public class BodyType implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    require(request);
  }

  /**
   * @throws ProtocolException {@code unsupported-media-type}
   */
  static void require(ContainerRequestContext request) {
    String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
    if ((type == null || type.isBlank()) && request.hasEntity()) {
      throw new ProtocolException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "the body's type is not told");
    }
  }
}
