package fiveseal.manager.http;

import fiveseal.protocol.ErrorCode;
import fiveseal.protocol.ProtocolException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;

/** Refuses bodies that are too large, whether they say so or not, and bodies of no type. */
@PreMatching
public class BodyLimit implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getLength() > LimitedStream.BYTES_MAX) {
      throw LimitedStream.tooLarge();
    }
    String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
    if ((type == null || type.isBlank()) && request.hasEntity()) {
      throw new ProtocolException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "the body's type is not told");
    }
    request.setEntityStream(new LimitedStream(request.getEntityStream()));
  }
}
